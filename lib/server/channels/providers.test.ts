import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { anAlert } from "@/lib/fixtures";
import type { MessageSource } from "@/lib/notifications/compose/facts";
import { composePagerDuty } from "@/lib/notifications/compose/pagerduty";
import { composePush } from "@/lib/notifications/compose/push";
import { composeSlack } from "@/lib/notifications/compose/slack";
import { composeSlackState } from "@/lib/notifications/compose/slack-state";
import { composeSms } from "@/lib/notifications/compose/sms";
import { composeWebhook } from "@/lib/notifications/compose/webhook";
import type { Channel } from "@/lib/rules/schema";
import { parseEnv } from "@/lib/server/env";
import { startWebhookServer, type WebhookServer } from "@/lib/server/http/webhook-server";
import { createLogger } from "@/lib/server/log";
import { openChannels } from "./open";
import type { OutgoingMessage } from "./port";

const source: MessageSource = {
  alert: anAlert(),
  occasion: "triggered",
  link: "https://pitboss.test/alerts/42",
  correlationId: "run-00000001",
};
const message: OutgoingMessage = {
  idempotencyKey: "pitboss/alert-42/triggered/channel/slack/1",
  severity: "critical",
  to: null,
  email: { subject: "", html: "", text: "" },
  log: { line: "", fields: {} },
  slack: composeSlack([source]),
  pagerduty: composePagerDuty([source, { ...source, alert: anAlert({ id: 43 }) }]),
  webhook: composeWebhook([source]),
  sms: composeSms([source]),
  push: composePush([source]),
  at: new Date("2026-11-20T09:00:05Z"),
};

let provider: WebhookServer;
beforeEach(async () => {
  provider = await startWebhookServer();
});
afterEach(() => provider.close());

const here = () => `http://127.0.0.1:${provider.port}`;
const bodies = () => provider.arrived.map(({ body }) => JSON.parse(body));

function send(channel: Channel, variables: Record<string, string>, sent = message) {
  const port = openChannels(parseEnv(variables), createLogger({ level: "silent" }))[channel];
  if (!("send" in port)) throw new Error(port.readiness.reason);
  return port.send(sent);
}

describe("Slack by an incoming webhook", () => {
  const slack = () => send("slack", { SLACK_WEBHOOK_URL: `${here()}/services/T0`, SLACK_CHANNEL: "#ops" });

  it("posts channel, name, icon and one block an alert", async () => {
    provider.answer = (response) => response.end("ok");
    expect(await slack()).toEqual({ kind: "delivered", receipt: "200 ok" });
    expect(provider.arrived[0]?.path).toBe("/services/T0");
    expect(bodies()[0]).toMatchObject({ channel: "#ops", username: "Pitboss", attachments: [{ color: "#dc3545" }] });
  });

  it.each([
    [404, {}, { kind: "http", status: 404 }],
    [429, { "retry-after": "30" }, { kind: "http", status: 429, retryAfterMs: 30_000 }],
    [500, {}, { kind: "http", status: 500 }],
  ])("tells a refusal by its status %s, and when to come back", async (status, headers, failure) => {
    provider.answer = (response) => response.writeHead(status, headers).end("no_service");
    expect(await slack()).toEqual({ kind: "failed", failure, response: `${status} no_service` });
  });

  it("tells a cut connection as such", async () => {
    provider.answer = (response) => response.destroy();
    expect(await slack()).toMatchObject({ kind: "failed", failure: { kind: "broken-connection" } });
  });
});

describe("Slack by a bot", () => {
  const slack = () => send("slack", { SLACK_BOT_TOKEN: "xoxb-1", SLACK_API_URL: `${here()}/api` });

  it("keeps the message's time stamp as its receipt", async () => {
    provider.answer = (response) => response.end(JSON.stringify({ ok: true, ts: "1763629205.000100" }));
    expect(await slack()).toEqual({ kind: "delivered", receipt: "ts 1763629205.000100" });
    expect(provider.arrived[0]).toMatchObject({
      path: "/api/chat.postMessage",
      headers: { authorization: "Bearer xoxb-1" },
    });
    expect(bodies()[0]).toMatchObject({ channel: "#alerts" });
  });

  it("reads the refusal that Slack answers with 200: final, or passing", async () => {
    provider.answer = (response) => response.end(JSON.stringify({ ok: false, error: "channel_not_found" }));
    expect(await slack()).toEqual({
      kind: "failed",
      failure: { kind: "http", status: 400 },
      response: "Slack: channel_not_found",
    });
    provider.answer = (response) => response.end(JSON.stringify({ ok: false, error: "ratelimited" }));
    expect(await slack()).toMatchObject({ failure: { kind: "broken-connection" } });
    provider.answer = (response) => response.end("<html>");
    expect(await slack()).toMatchObject({ failure: { kind: "broken-connection" } });
  });
});

describe("PagerDuty", () => {
  const page = () => send("pagerduty", { PAGERDUTY_ROUTING_KEY: "key", PAGERDUTY_EVENTS_URL: `${here()}/v2/enqueue` });

  it("gets an event of each alert, with the routing key", async () => {
    provider.answer = (response) => response.writeHead(202).end('{"status":"success"}');
    expect(await page()).toEqual({ kind: "delivered", receipt: '202 {"status":"success"}' });
    expect(bodies()).toMatchObject([
      { routing_key: "key", event_action: "trigger", dedup_key: expect.stringContaining("alert-42/") },
      { routing_key: "key", event_action: "trigger", dedup_key: expect.stringContaining("alert-43/") },
    ]);
  });

  it("has failed where no event was taken", async () => {
    provider.answer = (response) => response.writeHead(500).end("down");
    expect(await page()).toMatchObject({ kind: "failed", failure: { kind: "http", status: 500 } });
  });
});

describe("62 alerts of one group", () => {
  const sources = Array.from({ length: 62 }, (_, index) => ({ ...source, alert: anAlert({ id: index + 1 }) }));
  const bundle = { ...message, slack: composeSlack(sources), pagerduty: composePagerDuty(sources) };
  const state = composeSlackState(sources);
  const slackThread = {
    messages: [{ place: null, alertIds: sources.map(({ alert }) => alert.id), state, reply: null }],
  };

  it("are an event each to PagerDuty, and one refusal costs one", async () => {
    provider.answer = (response) => {
      const isRefused = provider.arrived.at(-1)?.body.includes('"dedup_key":"pitboss/alert-30/');
      response.writeHead(isRefused ? 500 : 202).end("word");
    };
    const page = { PAGERDUTY_ROUTING_KEY: "key", PAGERDUTY_EVENTS_URL: `${here()}/v2/enqueue` };
    expect(await send("pagerduty", page, bundle)).toEqual({
      kind: "delivered",
      receipt: "202 word",
      refused: [{ alertId: 30, failure: { kind: "http", status: 500 }, response: "500 word" }],
    });
    expect(provider.arrived).toHaveLength(62);
  });

  it("are several messages of a bot within Slack's limits, counted, and a refused one costs its own", async () => {
    let posts = 0;
    provider.answer = (response) => {
      posts += 1;
      const answer = posts === 2 ? { ok: false, error: "msg_too_long" } : { ok: true, channel: "C1", ts: `1.${posts}` };
      response.end(JSON.stringify(answer));
    };
    const bot = { SLACK_BOT_TOKEN: "xoxb-1", SLACK_API_URL: `${here()}/api`, SLACK_SIGNING_SECRET: "s".repeat(32) };
    const receipt = await send("slack", bot, { ...bundle, slackThread });
    if (receipt.kind !== "delivered") throw new Error(receipt.response);
    for (const body of bodies()) {
      expect(JSON.stringify(body).length).toBeLessThanOrEqual(40_000);
      expect(body.attachments.length).toBeLessThanOrEqual(100);
      expect(body.attachments.filter((one: object) => "blocks" in one).length).toBeLessThanOrEqual(50);
    }
    expect(bodies().map(({ text }) => text)).toEqual(bodies().map((_, index) => `${index + 1} of ${bodies().length}`));
    const lost = receipt.refused?.map(({ alertId }) => alertId) ?? [];
    const kept = receipt.places?.flatMap(({ alertIds }) => alertIds) ?? [];
    expect(lost.length).toBeGreaterThan(0);
    expect([...kept, ...lost].sort((a, b) => a - b)).toEqual(sources.map(({ alert }) => alert.id));
    expect(receipt.refused?.[0]).toMatchObject({
      failure: { kind: "http", status: 400 },
      response: "Slack: msg_too_long",
    });
  });
});

describe("the webhook", () => {
  const variables = () => ({ WEBHOOK_URL: `${here()}/pitboss`, WEBHOOK_SECRET: "s3cret" });

  it("is signed, and carries the alert as the API writes it", async () => {
    expect(await send("webhook", { ...variables(), WEBHOOK_ALLOW_PRIVATE: "1" })).toEqual({
      kind: "delivered",
      receipt: "200 routed",
    });
    const [call] = provider.arrived;
    const t = message.at.getTime() / 1000;
    const v1 = createHmac("sha256", "s3cret").update(`${t}.${call?.body}`).digest("hex");
    expect(call?.headers["x-pitboss-signature"]).toBe(`t=${t},v1=${v1}`);
    expect(bodies()[0]).toMatchObject({ type: "alerts", alerts: [{ id: 42, rule_name: "payment_outage" }] });
  });

  it("goes to no private address unless that is allowed", async () => {
    expect(await send("webhook", variables())).toMatchObject({ kind: "failed", failure: { kind: "undeliverable" } });
    expect(provider.arrived).toEqual([]);
  });

  it("needs its secret", () => {
    expect(() => send("webhook", { WEBHOOK_URL: here() })).toThrow("WEBHOOK_URL and WEBHOOK_SECRET");
  });
});
