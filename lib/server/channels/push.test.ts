import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { composeTestMessage } from "@/lib/notifications/compose/test-message";
import { parseEnv } from "@/lib/server/env";
import { type PushService, startPushService } from "@/lib/server/http/push-service";
import { createLogger } from "@/lib/server/log";
import { openChannels } from "./open";
import type { Browser } from "./port";
import { sendByPush } from "./push";

const at = new Date("2026-11-20T09:00:05Z");
const message = composeTestMessage({ key: "k", by: "Mara", link: "https://pitboss.test", at });

let service: PushService;
beforeEach(async () => {
  service = await startPushService();
});
afterEach(() => service.close());

const settings = (more: Record<string, string> = { WEBHOOK_ALLOW_PRIVATE: "1" }) =>
  parseEnv({ ...service.vapid, VAPID_SUBJECT: "mailto:ops@x.test", ...more });

function push(browsers: readonly Browser[], more?: Record<string, string>) {
  const { push: port } = openChannels(settings(more), createLogger({ level: "silent" }));
  if (!("send" in port)) throw new Error(port.readiness.reason);
  return port.send({ ...message, to: null, browsers, at });
}

describe("a push", () => {
  it("is encrypted for its browser, signed by our key, and urgent as its severity", async () => {
    const browser = service.browser();
    expect(await push([browser])).toEqual({ kind: "delivered", receipt: "1 of 1 browser took it" });
    const [call] = service.arrived;
    expect(call?.headers).toMatchObject({ "content-encoding": "aes128gcm", ttl: "14400", urgency: "normal" });
    expect(call?.headers.topic).toBe("pitboss-test");
    expect(call?.headers.authorization).toMatch(new RegExp(`^vapid t=[\\w.-]+, k=${service.vapid.VAPID_PUBLIC_KEY}$`));
    expect(service.read(browser)).toEqual([message.push]);
  });

  it("goes to all of a person's browsers, and is delivered when one took it", async () => {
    const [gone, here] = [service.browser(), service.browser()];
    service.answers.set(gone.endpoint, 410);
    expect(await push([gone, here])).toEqual({
      kind: "delivered",
      receipt: "1 of 2 browsers took it",
      ended: [gone.id],
    });
  });

  it.each([404, 410])("ends a browser that its service answers %s for", async (status) => {
    const browser = service.browser();
    service.answers.set(browser.endpoint, status);
    expect(await push([browser])).toEqual({
      kind: "failed",
      failure: { kind: "undeliverable" },
      response: "no browser is left to push to",
      ended: [browser.id],
    });
  });

  it.each([
    [429, { kind: "http", status: 429, retryAfterMs: 7000 }],
    [500, { kind: "http", status: 500, retryAfterMs: 7000 }],
    [413, { kind: "http", status: 413, retryAfterMs: 7000 }],
  ])("tells a refusal by its status %s, and when to come back", async (status, failure) => {
    const [gone, busy] = [service.browser(), service.browser()];
    service.answers.set(gone.endpoint, 410);
    service.answers.set(busy.endpoint, status);
    expect(await push([gone, busy])).toMatchObject({ kind: "failed", failure, ended: [gone.id] });
  });

  it("tells a stalled and a cut connection as such", async () => {
    const browser = service.browser();
    service.answers.set(browser.endpoint, "stall");
    const send = sendByPush(settings(), 30);
    expect(await send({ ...message, to: null, browsers: [browser], at })).toMatchObject({
      failure: { kind: "broken-connection" },
      response: "no answer in time",
    });
    service.answers.set(browser.endpoint, "cut");
    expect(await push([browser])).toMatchObject({ failure: { kind: "broken-connection" } });
  });

  it("goes to no private address unless that is allowed", async () => {
    expect(await push([service.browser()], {})).toMatchObject({ failure: { kind: "undeliverable" } });
    expect(service.arrived).toEqual([]);
  });

  it("to keys that are none, or to nobody, is final", async () => {
    expect(await push([{ ...service.browser(), p256dh: "AAAA" }])).toMatchObject({
      failure: { kind: "undeliverable" },
    });
    expect(await push([])).toMatchObject({ response: "no browser is left to push to" });
  });
});
