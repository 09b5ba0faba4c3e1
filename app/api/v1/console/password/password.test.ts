import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hashPassword } from "@/lib/server/access/password";
import { type TestHouse, testHouse } from "@/lib/server/access/test-house";
import { PUT } from "./route";

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
beforeEach(() => house.reset());
afterAll(() => house.close());

async function put(headers: Record<string, string>, body: string) {
  const request = new Request("http://localhost:3000/api/v1/console/password", { method: "PUT", headers, body });
  const response = await PUT(request, { params: Promise.resolve({}) });
  return { status: response.status, json: await response.json() };
}
const origin = "http://localhost:3000";
const good = '{"current":"right horse","next":"another horse"}';

describe("changing one's password", () => {
  it("ends the session it was done in, and not one begun after it", async () => {
    const account = await house.account({ passwordHash: await hashPassword("right horse") });
    const before = { cookie: await house.cookie(account, { agoSeconds: 5 }), origin };
    expect(await put(before, good)).toMatchObject({ status: 200, json: { data: { changed: true } } });
    expect((await put(before, good)).status).toBe(401);
    const after = { cookie: await house.cookie(account), origin };
    expect(await put(after, good)).toMatchObject({ status: 400, json: { error: { field: "current" } } });
  });

  it.each([
    ['{"current":"","next":"another horse"}', "current"],
    ['{"current":"right horse","next":"short"}', "next"],
    ['{"current":"right horse","next":"right horse"}', "next"],
    ["{}", "current"],
  ])("%s is refused and names %s", async (body, field) => {
    const cookie = await house.cookie(await house.account());
    expect(await put({ cookie, origin }, body)).toMatchObject({ status: 400, json: { error: { field } } });
  });

  it("no token may, whatever its scope", async () => {
    const authorization = `Bearer ${await house.token()}`;
    expect((await put({ authorization }, good)).status).toBe(403);
  });
});
