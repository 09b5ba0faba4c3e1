import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { startWebhookServer, type WebhookServer } from "@/lib/server/http/webhook-server";
import { type MailServer, startMailServer } from "./mail-server";
import { Scenario } from "./scenario";

let database: TestDatabase;
let mail: MailServer;
let pager: WebhookServer;

beforeAll(async () => {
  database = await testDatabase();
  mail = await startMailServer();
  pager = await startWebhookServer();
});
beforeEach(async () => {
  await database.reset();
  pager.arrived.length = 0;
});
afterAll(async () => {
  await pager.close();
  await mail.close();
  await database.close();
});

const story = () => {
  const variables = { PAGERDUTY_ROUTING_KEY: "key", PAGERDUTY_EVENTS_URL: `http://127.0.0.1:${pager.port}/v2/enqueue` };
  return new Scenario({ database, mail, variables }).at("09:00").samplesUntil("09:00:16", 50);
};
const events = () => pager.arrived.map(({ body }) => JSON.parse(body));

it("PagerDuty follows an alert by one key: raised, acknowledged, triggered again, resolved", async () => {
  await story()
    .at("09:05")
    .command({ command: "acknowledge" })
    .at("09:06")
    .command({ command: "retrigger", reason: "shift ends", isManual: true })
    .at("09:10")
    .command({ command: "resolve", notes: null })
    .done();
  expect(events().map(({ event_action }) => event_action)).toEqual(["trigger", "acknowledge", "trigger", "resolve"]);
  expect(new Set(events().map(({ dedup_key }) => dedup_key)).size).toBe(1);
});
