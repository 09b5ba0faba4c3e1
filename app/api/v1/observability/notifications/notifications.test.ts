import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { auditEvents } from "@/db/schema";
import { addMs, MINUTE_MS } from "@/lib/kernel/time";
import { type TestHouse, testHouse } from "@/lib/server/access/test-house";
import { parseEnv } from "@/lib/server/env";
import { startWebhookServer, type WebhookServer } from "@/lib/server/http/webhook-server";
import { type MailServer, startMailServer } from "@/lib/server/scenarios/mail-server";
import { deliverTest } from "@/lib/server/services/notifications/deliver-test";
import { POST } from "./test/route";

const NOW = new Date("2026-11-20T09:00:00Z");
let house: TestHouse;
let mail: MailServer;
let slack: WebhookServer;
beforeAll(async () => {
  house = await testHouse();
});
beforeEach(async () => {
  await house.reset();
  mail = await startMailServer();
  slack = await startWebhookServer();
});
afterEach(() => Promise.all([mail.close(), slack.close()]));
afterAll(() => house.close());

async function ask(body: unknown, scope: "read" | "write" | "admin" | null = "admin") {
  const token = scope === null ? null : await house.token({ scope });
  const request = new Request("http://localhost:3000/api/v1/observability/notifications/test", {
    method: "POST",
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
  const response = await POST(request, { params: Promise.resolve({}) });
  return { status: response.status, ...(await response.json()) };
}

describe("POST notifications/test", () => {
  it("answers with what became of the attempt", async () => {
    expect(await ask({ channel: "log" })).toMatchObject({
      status: "success",
      data: { channel: "log", outcome: "delivered", to: null, response: "written to the log" },
    });
  });

  it("names the variables of a channel that is not configured", async () => {
    const answer = await ask({ channel: "pagerduty" });
    expect(answer.error).toMatchObject({
      code: "unavailable",
      field: "channel",
      message: "pagerduty is not configured: set PAGERDUTY_ROUTING_KEY.",
    });
  });

  it("refuses who may not, and what is no channel", async () => {
    expect((await ask({ channel: "log" }, null)).error.code).toBe("unauthenticated");
    expect((await ask({ channel: "log" }, "write")).error.code).toBe("forbidden");
    expect((await ask({ channel: "pigeon" })).error).toMatchObject({ code: "invalid", field: "channel" });
  });
});

describe("a test message", () => {
  const settings = (more: Record<string, string> = {}) =>
    parseEnv({ SMTP_HOST: "127.0.0.1", SMTP_PORT: String(mail.port), EMAIL_TO: "ops@x.test", ...more });
  const at = (time: Date) => house.context({ now: time });

  it("is mailed, says that it is a test, and is audited", async () => {
    const tested = await deliverTest(at(NOW), { channel: "email", settings: settings() });
    expect(tested).toMatchObject({ outcome: "delivered", response: "250 taken" });
    expect(mail.arrived[0]?.mail.subject).toBe("[TEST] Pitboss can reach you");
    const [audited] = await house.db.select().from(auditEvents);
    expect(audited).toMatchObject({ action: "notification/tested", subject: "channel:email" });
  });

  it("tells the provider's refusal", async () => {
    mail.answer = { kind: "refuse", code: 550 };
    expect(await deliverTest(at(NOW), { channel: "email", settings: settings() })).toMatchObject({
      outcome: "failed",
      response: expect.stringContaining("550"),
    });
  });

  it("goes to Slack without an alert's block", async () => {
    const url = `http://127.0.0.1:${slack.port}/hook`;
    await deliverTest(at(NOW), { channel: "slack", settings: settings({ SLACK_WEBHOOK_URL: url }) });
    expect(JSON.parse(slack.arrived[0]?.body ?? "{}")).toMatchObject({
      text: expect.stringContaining("test message"),
      attachments: [],
    });
  });

  it("is sent by one channel once a minute", async () => {
    await deliverTest(at(NOW), { channel: "email", settings: settings() });
    const again = deliverTest(at(addMs(NOW, MINUTE_MS - 1)), { channel: "email", settings: settings() });
    await expect(again).rejects.toMatchObject({ code: "limited" });
    await deliverTest(at(addMs(NOW, MINUTE_MS + 1)), { channel: "email", settings: settings() });
    expect(mail.arrived).toHaveLength(2);
  });
});
