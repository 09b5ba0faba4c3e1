import { afterAll, beforeAll, expect, it } from "vitest";
import { type TestHouse, testHouse } from "@/lib/server/access/test-house";
import { POST } from "./route";

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
afterAll(() => house.close());

it("without the signing secret there are no buttons, and who posts is told what to set", async () => {
  const response = await POST(new Request("http://localhost:3000/api/slack/actions", { method: "POST", body: "" }));
  expect(response.status).toBe(503);
  expect((await response.json()).error).toMatchObject({
    message: "Buttons in Slack are not set up: set SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET.",
    variables: ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET"],
  });
});
