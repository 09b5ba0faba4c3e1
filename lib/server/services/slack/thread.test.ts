import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accounts, adminNotificationPreferences, alertRules, messageTemplates, slackMessages } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { parseEnv } from "@/lib/server/env";
import { type MailServer, startMailServer } from "@/lib/server/scenarios/mail-server";
import { collects, providerRule } from "@/lib/server/scenarios/provider-story";
import { Scenario } from "@/lib/server/scenarios/scenario";
import { deliverDue } from "@/lib/server/services/notifications/deliver";
import { type SlackServer, startSlackServer } from "./slack-server";

let database: TestDatabase;
let mail: MailServer;
let slack: SlackServer;

beforeAll(async () => {
  database = await testDatabase();
  mail = await startMailServer();
});
beforeEach(async () => {
  await database.reset();
  slack = await startSlackServer();
});
afterEach(() => slack.close());
afterAll(async () => {
  await mail.close();
  await database.close();
});

const variables = () => ({ SLACK_BOT_TOKEN: "xoxb-1", SLACK_API_URL: slack.url, SLACK_SIGNING_SECRET: "s".repeat(32) });
/** An outage raised at 09:00:16. */
const outage = (more: Record<string, string> = {}) =>
  new Scenario({ database, mail, variables: { ...variables(), ...more } }).at("09:00").samplesUntil("09:00:16", 50);

const calls = () => slack.calls.map(({ method, body }) => `${method}${body.reply_broadcast ? " in the thread" : ""}`);
const titles = () => [...slack.shown.values()].map(({ attachments }) => titlesOf(attachments));
function titlesOf(attachments: unknown): string[] {
  if (!Array.isArray(attachments)) return [];
  return attachments.flatMap(({ title, blocks }) => (blocks === undefined ? [String(title)] : ["buttons"]));
}

describe("the message that tells an alert", () => {
  it("is posted once, and changed when the alert is acknowledged and resolved", async () => {
    await outage()
      .at("09:05")
      .command({ command: "acknowledge" })
      .at("09:10")
      .command({ command: "resolve", notes: "provider is back" })
      .done();
    expect(calls()).toEqual(["chat.postMessage", "chat.update", "chat.update"]);
    expect(titles()).toEqual([[expect.stringContaining("✅ CRITICAL Alert, resolved by test 09:10 UTC")]]);
    expect(slack.calls[1]?.body).toMatchObject({ channel: "C-#alerts", ts: "1795165200.000001" });
    expect(titlesOf(slack.calls[1]?.body.attachments)).toEqual([
      expect.stringContaining("👀 CRITICAL Alert, acknowledged by test 09:05 UTC"),
      "buttons",
    ]);
  });

  it("says below it, for all of the channel, that it was escalated or triggered again", async () => {
    await outage()
      .at("09:05")
      .command({ command: "acknowledge" })
      .at("09:06")
      .command({ command: "retrigger", reason: "shift ends", isManual: true })
      .at("09:07")
      .command({ command: "escalate", reason: "nobody answers", isManual: true })
      .done();
    const inThread = ["chat.update", "chat.postMessage in the thread"];
    expect(calls()).toEqual(["chat.postMessage", "chat.update", ...inThread, ...inThread]);
    expect(slack.calls.at(-1)?.body).toMatchObject({ thread_ts: "1795165200.000001", channel: "C-#alerts" });
    expect(await database.db.select().from(slackMessages)).toMatchObject([{ ts: "1795165200.000001" }]);
  });

  it("is told by a new one where somebody deleted it", async () => {
    await outage()
      .does(async () => slack.shown.clear())
      .at("09:05")
      .command({ command: "acknowledge" })
      .at("09:10")
      .command({ command: "resolve", notes: null })
      .done();
    expect(calls()).toEqual(["chat.postMessage", "chat.update", "chat.postMessage", "chat.update"]);
    expect(titles()).toHaveLength(1);
  });

  it("keeps its place through refusals and retries", async () => {
    await outage()
      .does(async () => slack.refusals.set("chat.update", "internal_error"))
      .at("09:05")
      .command({ command: "acknowledge" })
      .does(async () => slack.refusals.clear())
      .at("09:06")
      .command({ command: "resolve", notes: null })
      .look(({ notifications }) => {
        const bySlack = notifications.filter(({ channel }) => channel === "slack");
        expect(bySlack.map(({ occasion, status }) => `${occasion.split(":")[0]} ${status}`)).toEqual([
          "triggered delivered",
          "acknowledged delivered",
          "resolved delivered",
        ]);
      })
      .done();
    expect(slack.shown.size).toBe(1);
    expect(titles()[0]?.[0]).toContain("resolved by test 09:06 UTC");
  });

  it("is another one for a person with a channel of her own, which is changed as well", async () => {
    await new Scenario({ database, mail, variables: variables() })
      .does(async ({ db }) => {
        const [mara] = await db
          .insert(accounts)
          .values({ email: "mara@x.test", name: "Mara", role: "admin" })
          .returning({ adminUserId: accounts.id });
        await db
          .insert(adminNotificationPreferences)
          .values({ adminUserId: mara?.adminUserId ?? 0, slackChannel: "@mara" });
      })
      .at("09:00")
      .samplesUntil("09:00:16", 50)
      .at("09:05")
      .command({ command: "acknowledge" })
      .done();
    const posted = slack.calls.map(({ method, body }) => `${method} ${String(body.channel)}`).sort();
    expect(posted).toEqual([
      "chat.postMessage #alerts",
      "chat.postMessage @mara",
      "chat.update C-#alerts",
      "chat.update C-@mara",
    ]);
  });

  it("says an admin's own words while it burns, and who ended it once it does not", async () => {
    await new Scenario({ database, mail, variables: variables() })
      .does(({ db }) =>
        db.insert(messageTemplates).values([
          { channel: "slack", part: "title", body: "To the phones: {{ title }}", updatedBy: "Ana" },
          { channel: "slack", part: "text", body: "{{ nonsense | }}", updatedBy: "Ana" },
        ]),
      )
      .at("09:00")
      .samplesUntil("09:00:16", 50)
      .does(async () => expect(titles()).toEqual([[expect.stringMatching(/^To the phones: /), "buttons"]]))
      .at("09:10")
      .command({ command: "resolve", notes: null })
      .done();
    expect(titles()[0]?.[0]).toContain("resolved by test 09:10 UTC");
  });

  it("offers no buttons without the signing secret", async () => {
    await outage({ SLACK_SIGNING_SECRET: "" }).done();
    expect(titles()).toEqual([[expect.stringContaining("CRITICAL Alert")]]);
  });

  it("shows alerts that were told together side by side, also when one of them is resolved", async () => {
    const told = new Scenario({ database, mail, variables: variables() }).does(({ db }) =>
      db.insert(alertRules).values(providerRule({ channels: ["slack"], severity: "warning" })),
    );
    await told
      .at("09:00")
      .does(collects(50, "a", "b"))
      .at("09:01")
      .does((ctx) => deliverDue(ctx, { channel: "slack", settings: parseEnv(variables()) }))
      .at("09:02")
      .does(collects(0, "a"))
      .done();
    expect(titles()).toEqual([[expect.stringContaining("✅"), expect.stringContaining("⚠️"), "buttons"]]);
  });
});
