import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { composeTestMessage } from "@/lib/notifications/compose/test-message";
import { parseEnv } from "@/lib/server/env";
import { startWebhookServer, type WebhookServer } from "@/lib/server/http/webhook-server";
import { createLogger } from "@/lib/server/log";
import { openChannels } from "./open";
import { sendBySms } from "./sms";

const at = new Date("2026-11-20T09:00:05Z");
const message = composeTestMessage({ key: "k", by: "Mara", link: "https://pitboss.test", at });

let twilio: WebhookServer;
beforeEach(async () => {
  twilio = await startWebhookServer();
});
afterEach(() => twilio.close());

const settings = () =>
  parseEnv({
    TWILIO_ACCOUNT_SID: "AC1",
    TWILIO_AUTH_TOKEN: "t0ken",
    TWILIO_FROM: "+35699000000",
    TWILIO_API_URL: `http://127.0.0.1:${twilio.port}`,
  });

function text(to: string | null = "+35621234567") {
  const { sms } = openChannels(settings(), createLogger({ level: "silent" }));
  if (!("send" in sms)) throw new Error(sms.readiness.reason);
  return sms.send({ ...message, to, at });
}

describe("a text message by Twilio", () => {
  it("is a form with number, sender and words, and the receipt is its SID", async () => {
    const padding = "x".repeat(2000);
    twilio.answer = (response) => response.writeHead(201).end(JSON.stringify({ body: padding, sid: "SM123" }));
    expect(await text()).toEqual({ kind: "delivered", receipt: "SM123" });
    const [call] = twilio.arrived;
    expect(call?.path).toBe("/2010-04-01/Accounts/AC1/Messages.json");
    expect(call?.headers).toMatchObject({
      authorization: `Basic ${Buffer.from("AC1:t0ken").toString("base64")}`,
      "content-type": "application/x-www-form-urlencoded",
    });
    expect(Object.fromEntries(new URLSearchParams(call?.body))).toEqual({
      To: "+35621234567",
      From: "+35699000000",
      Body: message.sms.text,
    });
  });

  it("that is refused is told by Twilio's code, without the number", async () => {
    const body = { code: 21211, message: "The 'To' number +35621234567 is not a valid phone number.", status: 400 };
    twilio.answer = (response) => response.writeHead(400).end(JSON.stringify(body));
    expect(await text()).toEqual({
      kind: "failed",
      failure: { kind: "http", status: 400 },
      response: "Twilio 21211: The 'To' number +3562··567 is not a valid phone number.",
    });
  });

  it("comes back when Twilio wants to be asked again", async () => {
    const body = JSON.stringify({ code: 20429, message: "Too Many Requests" });
    twilio.answer = (response) => response.writeHead(429, { "retry-after": "7" }).end(body);
    expect(await text()).toMatchObject({ failure: { kind: "http", status: 429, retryAfterMs: 7000 } });
  });

  it("is tried again after a fault of Twilio's, also one that is no JSON", async () => {
    twilio.answer = (response) => response.writeHead(503).end("<html>+35621234567</html>");
    expect(await text()).toEqual({
      kind: "failed",
      failure: { kind: "http", status: 503 },
      response: "503 <html>+3562··567</html>",
    });
  });

  it("tells a cut connection as such", async () => {
    twilio.answer = (response) => response.destroy();
    expect(await text()).toMatchObject({ kind: "failed", failure: { kind: "broken-connection" } });
  });

  it("waits for no answer longer than it has patience", async () => {
    twilio.answer = () => undefined;
    const send = sendBySms(settings(), 30);
    expect(await send({ ...message, to: "+35621234567", at })).toMatchObject({ response: "no answer in time" });
  });

  it("goes nowhere without a number", async () => {
    expect(await text(null)).toMatchObject({ failure: { kind: "undeliverable" } });
    expect(twilio.arrived).toEqual([]);
  });
});
