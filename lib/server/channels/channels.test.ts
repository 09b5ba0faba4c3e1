import { createServer, type IncomingMessage, type Server } from "node:http";
import { Writable } from "node:stream";
import pino from "pino";
import { afterEach, describe, expect, it } from "vitest";
import { anAlert } from "@/lib/fixtures";
import type { MessageSource } from "@/lib/notifications/compose/facts";
import { composePagerDuty } from "@/lib/notifications/compose/pagerduty";
import { composePush } from "@/lib/notifications/compose/push";
import { composeSlack } from "@/lib/notifications/compose/slack";
import { composeSms } from "@/lib/notifications/compose/sms";
import { composeWebhook } from "@/lib/notifications/compose/webhook";
import { parseEnv } from "@/lib/server/env";
import { createLogger } from "@/lib/server/log";
import { type MailServer, portOf, startMailServer } from "@/lib/server/scenarios/mail-server";
import { sendByLog } from "./log";
import { openChannels } from "./open";
import type { OutgoingMessage, Send } from "./port";

const source: MessageSource = {
  alert: anAlert(),
  occasion: "triggered",
  link: "https://pitboss.test/alerts/42",
  correlationId: "run-00000001",
};
const message: OutgoingMessage = {
  idempotencyKey: "pitboss/alert-42/triggered/address:ops@x.test/email/1",
  severity: "critical",
  to: "ops@x.test",
  email: { subject: "[CRITICAL] Payments failing", html: "<p>Payments failing</p>", text: "Payments failing" },
  log: { line: "alert 42 triggered", fields: { alertId: 42 } },
  slack: composeSlack([source]),
  pagerduty: composePagerDuty([source]),
  webhook: composeWebhook([source]),
  sms: composeSms([source]),
  push: composePush([source]),
  at: new Date("2026-11-20T09:00:05Z"),
};

/** E-mail as these variables configure it. */
function emailBy(variables: Record<string, string>): { send: Send } {
  const { email } = openChannels(parseEnv(variables), createLogger({ level: "silent" }));
  if (!("send" in email)) throw new Error(email.readiness.reason);
  return email;
}

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function mailServer(options: { offersTls?: boolean } = {}): Promise<MailServer> {
  const server = await startMailServer(options);
  closing.push(() => server.close());
  return server;
}

/** An HTTP server that keeps each request and answers as told. */
async function provider(answer: { status: number; body: unknown }) {
  const requests: { path: string | undefined; headers: IncomingMessage["headers"]; body: unknown }[] = [];
  const server: Server = createServer((request, response) => {
    let text = "";
    request.on("data", (part: Buffer) => {
      text += part.toString();
    });
    request.on("end", () => {
      requests.push({ path: request.url, headers: request.headers, body: JSON.parse(text) });
      response.writeHead(answer.status, { "content-type": "application/json" }).end(JSON.stringify(answer.body));
    });
  });
  await new Promise<void>((started) => server.listen(0, "127.0.0.1", started));
  closing.push(() => new Promise((closed) => server.close(closed)));
  return { url: `http://127.0.0.1:${portOf(server.address())}`, requests };
}

describe("e-mail by SMTP", () => {
  it("goes out with both parts, and the receipt is the server's word", async () => {
    const server = await mailServer();
    const email = emailBy({
      SMTP_HOST: "127.0.0.1",
      SMTP_PORT: String(server.port),
      EMAIL_FROM: "Pitboss <pitboss@x.test>",
    });
    expect(await email.send(message)).toEqual({ kind: "delivered", receipt: "250 taken" });
    expect(server.arrived[0]).toMatchObject({
      to: "ops@x.test",
      mail: { subject: message.email.subject, from: { name: "Pitboss", address: "pitboss@x.test" } },
    });
    expect(server.arrived[0]?.mail.html).toContain("<p>Payments failing</p>");
    expect(server.arrived[0]?.mail.text?.trim()).toBe("Payments failing");
  });

  it("takes STARTTLS where it is offered, whatever the certificate", async () => {
    const server = await mailServer({ offersTls: true });
    const email = emailBy({ SMTP_HOST: "127.0.0.1", SMTP_PORT: String(server.port) });
    expect(await email.send(message)).toMatchObject({ kind: "delivered" });
    expect(server.encrypted).toEqual([true]);
    expect(server.arrived[0]?.mail.from?.address).toBe("pitboss@localhost");
  });

  it("with SMTP_SECURE goes nowhere without TLS, nor to a certificate nobody vouches for", async () => {
    for (const offersTls of [false, true]) {
      const server = await mailServer({ offersTls });
      const email = emailBy({ SMTP_HOST: "127.0.0.1", SMTP_PORT: String(server.port), SMTP_SECURE: "true" });
      expect(await email.send(message)).toMatchObject({ kind: "failed" });
      expect(server.arrived).toEqual([]);
    }
  });

  it("tells a refusal by its code and a broken connection as such", async () => {
    const server = await mailServer();
    const email = emailBy({ SMTP_HOST: "127.0.0.1", SMTP_PORT: String(server.port) });
    server.answer = { kind: "refuse", code: 450 };
    expect(await email.send(message)).toEqual({
      kind: "failed",
      failure: { kind: "smtp", code: 450 },
      response: "450 mailbox busy, try later",
    });
    server.answer = { kind: "refuse", code: 550 };
    expect(await email.send(message)).toMatchObject({ failure: { kind: "smtp", code: 550 } });
    server.answer = { kind: "cut" };
    expect(await email.send(message)).toMatchObject({ failure: { kind: "broken-connection" } });
    await server.close();
    closing.pop();
    expect(await email.send(message)).toMatchObject({ failure: { kind: "broken-connection" } });
  });
});

describe("e-mail by Resend", () => {
  it("carries the idempotency key, and the receipt is the message's id", async () => {
    const { url, requests } = await provider({ status: 200, body: { id: "mail_1" } });
    const email = emailBy({
      RESEND_API_KEY: "re_123",
      RESEND_BASE_URL: url,
      SMTP_HOST: "127.0.0.1",
      EMAIL_FROM: "a@x.test",
    });
    expect(await email.send(message)).toEqual({ kind: "delivered", receipt: "mail_1" });
    expect(requests[0]).toMatchObject({
      path: "/emails",
      headers: { authorization: "Bearer re_123", "idempotency-key": message.idempotencyKey },
      body: {
        from: "a@x.test",
        to: "ops@x.test",
        subject: message.email.subject,
        html: message.email.html,
        text: message.email.text,
      },
    });
  });

  it.each([422, 429, 500])("tells a refusal by its status %s", async (status) => {
    const { url } = await provider({ status, body: { statusCode: status, name: "validation_error", message: "no" } });
    const email = emailBy({ RESEND_API_KEY: "re_123", RESEND_BASE_URL: url });
    expect(await email.send(message)).toEqual({
      kind: "failed",
      failure: { kind: "http", status },
      response: `${status}: no`,
    });
  });

  it("tells no answer as a broken connection", async () => {
    const email = emailBy({ RESEND_API_KEY: "re_123", RESEND_BASE_URL: "http://127.0.0.1:9" });
    expect(await email.send(message)).toMatchObject({ kind: "failed", failure: { kind: "broken-connection" } });
  });
});

describe("the log", () => {
  it.each([
    ["info", "info"],
    ["warning", "warn"],
    ["critical", "error"],
    ["emergency", "fatal"],
  ] as const)("writes %s at the level %s", async (severity, level) => {
    const lines: string[] = [];
    const sink = new Writable({
      write(part: Buffer, _encoding, done) {
        lines.push(part.toString());
        done();
      },
    });
    const send = sendByLog(pino({ formatters: { level: (label) => ({ level: label }) } }, sink));
    expect(await send({ ...message, severity })).toMatchObject({ kind: "delivered" });
    expect(JSON.parse(lines[0] ?? "{}")).toMatchObject({ level, msg: "alert 42 triggered", alertId: 42 });
  });
});

describe("a channel that is not configured", () => {
  it("has nothing to send by, and says why", () => {
    const { log, ...others } = openChannels(parseEnv({}), createLogger({ level: "silent" }));
    expect("send" in log).toBe(true);
    for (const port of Object.values(others)) {
      expect("send" in port).toBe(false);
      expect(port.readiness).toMatchObject({ reason: expect.stringContaining("is not configured: set ") });
    }
  });
});
