import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { parseEnv } from "@/lib/server/env";
import { type MailServer, startMailServer } from "@/lib/server/scenarios/mail-server";
import { clock, Scenario } from "@/lib/server/scenarios/scenario";
import { deliverTest } from "@/lib/server/services/notifications/deliver-test";
import { listChannels } from "./list";
import { readChannel } from "./read";

let database: TestDatabase;
let mail: MailServer;
beforeAll(async () => {
  database = await testDatabase();
  mail = await startMailServer();
});
beforeEach(async () => {
  await database.reset();
  mail.answer = { kind: "take" };
});
afterAll(async () => {
  await mail.close();
  await database.close();
});

const settings = () =>
  parseEnv({
    SMTP_HOST: "127.0.0.1",
    SMTP_PORT: String(mail.port),
    SMTP_PASS: "canary of the mail server",
    EMAIL_FROM: "Pitboss <pitboss@x.test>",
    EMAIL_TO: "ops@x.test",
    SLACK_ENABLED: "false",
    TWILIO_FROM: "+46761230211",
  });
const at = (time: string) => database.context({ now: clock(time) });
const outage = () =>
  new Scenario({ database, mail, variables: { EMAIL_TO: "ops@x.test" } }).at("09:00").samplesUntil("09:00:16", 50);

async function lineOf(channel: string, time = "09:30") {
  return (await listChannels(at(time), settings())).find((line) => line.channel === channel);
}

describe("the list of channels", () => {
  it("has every channel and the console, and says what to set for those that cannot be used", async () => {
    const lines = await listChannels(at("09:00"), settings());
    expect(lines.map(({ channel, state }) => `${channel} ${state}`)).toEqual([
      "log on",
      "feed on",
      "email ready",
      "slack switched-off",
      "pagerduty not-configured",
      "sms not-configured",
      "webhook not-configured",
      "push not-configured",
    ]);
    expect(lines.find(({ channel }) => channel === "pagerduty")?.variables).toEqual(["PAGERDUTY_ROUTING_KEY"]);
    expect(await lineOf("email")).toMatchObject({ destination: "127.0.0.1, from pitboss@x.test", reason: null });
  });

  it("counts what was taken and what was refused, and fails since the first refusal", async () => {
    await outage().mailServer({ kind: "refuse", code: 450 }).done();
    expect(await lineOf("email")).toMatchObject({ state: "ready", delivered: 1, refused: 0 });
    mail.answer = { kind: "refuse", code: 450 };
    await database.reset();
    await new Scenario({ database, mail, variables: { EMAIL_TO: "ops@x.test" } })
      .at("09:00")
      .samplesUntil("09:00:16", 50)
      .at("09:01")
      .done();
    expect(await lineOf("email")).toMatchObject({
      state: "failing",
      since: clock("09:00:16"),
      delivered: 0,
      refused: 3,
      lastMessage: { isDelivered: false, word: expect.stringContaining("450") },
    });
  });

  it("is judged by a test that came later, with the provider's word and how long it took", async () => {
    await outage().done();
    mail.answer = { kind: "refuse", code: 550 };
    await deliverTest(at("09:20"), { channel: "email", settings: settings() });
    expect(await lineOf("email")).toMatchObject({
      state: "failing",
      since: clock("09:20"),
      lastTest: { isTest: true, isDelivered: false, word: expect.stringContaining("550"), durationMs: 0 },
      lastMessage: { isDelivered: true },
    });
  });

  it("forgets what is older than a day", async () => {
    await outage().done();
    expect(await lineOf("email", "33:30")).toMatchObject({ delivered: 0, lastMessage: { isDelivered: true } });
  });
});

describe("one channel", () => {
  it("shows its variables masked, and its last deliveries with their alerts", async () => {
    await outage().done();
    await deliverTest(at("09:20"), { channel: "email", settings: settings() });
    const { configuration, attempts, refusals, tests } = await readChannel(at("09:30"), "email", settings());
    const shown = Object.fromEntries(configuration.map((variable) => [variable.name, variable.shown]));
    expect(shown).toMatchObject({ SMTP_PASS: "··", EMAIL_TO: "o··@x.test", RESEND_API_KEY: null, SMTP_SECURE: "no" });
    expect(JSON.stringify(configuration)).not.toContain("canary");
    expect(attempts).toMatchObject([{ to: "ops@x.test", occasion: "triggered", isDelivered: true, alertId: 1 }]);
    expect(refusals).toEqual([]);
    expect(tests).toMatchObject([{ by: "test", isDelivered: true }]);
  });

  it("masks a number, and shows the address of the provider without its path", async () => {
    const { configuration } = await readChannel(at("09:30"), "sms", settings());
    expect(configuration.find(({ name }) => name === "TWILIO_FROM")?.shown).toBe("+46 76 ··· 02 11");
  });
});
