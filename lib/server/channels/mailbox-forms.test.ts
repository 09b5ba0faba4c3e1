import { afterEach, expect, it } from "vitest";
import { anAlert } from "@/lib/fixtures";
import { parseMailbox } from "@/lib/kernel/mailbox";
import type { MessageSource } from "@/lib/notifications/compose/facts";
import { composePagerDuty } from "@/lib/notifications/compose/pagerduty";
import { composePush } from "@/lib/notifications/compose/push";
import { composeSlack } from "@/lib/notifications/compose/slack";
import { composeSms } from "@/lib/notifications/compose/sms";
import { composeWebhook } from "@/lib/notifications/compose/webhook";
import { parseEnv } from "@/lib/server/env";
import { createLogger } from "@/lib/server/log";
import { type MailServer, startMailServer } from "@/lib/server/scenarios/mail-server";
import { openChannels } from "./open";

const source: MessageSource = {
  alert: anAlert(),
  occasion: "triggered",
  link: "https://pitboss.test/alerts/42",
  correlationId: "run-00000001",
};
let server: MailServer | null = null;
afterEach(async () => {
  await server?.close();
  server = null;
});

it.each([
  ["ана@пример.рф", /^ана@(?:xn--e1afmkfd\.xn--p1ai|пример\.рф)$/],
  ["ops@пример.рф", /^ops@(?:xn--e1afmkfd\.xn--p1ai|пример\.рф)$/],
  ["josé@bücher.example", /^josé@(?:xn--bcher-kva|bücher)\.example$/],
  ["o'brien+ops@casino.example", /^o'brien\+ops@casino\.example$/],
])("a mail to %s reaches that mailbox", async (address, mailbox) => {
  server = await startMailServer({});
  const { email } = openChannels(
    parseEnv({ SMTP_HOST: "127.0.0.1", SMTP_PORT: String(server.port), EMAIL_TO: address }),
    createLogger({ level: "silent" }),
  );
  if (!("send" in email)) throw new Error(email.readiness.reason);
  const sent = await email.send({
    idempotencyKey: `pitboss/test/${address}`,
    severity: "critical",
    to: parseMailbox(address),
    email: { subject: "Płatności", html: "<p>x</p>", text: "x" },
    log: { line: "x", fields: {} },
    slack: composeSlack([source]),
    pagerduty: composePagerDuty([source]),
    webhook: composeWebhook([source]),
    sms: composeSms([source]),
    push: composePush([source]),
    at: new Date("2026-11-20T09:00:05Z"),
  });
  expect(sent).toMatchObject({ kind: "delivered" });
  expect(server.arrived[0]?.to).toMatch(mailbox);
  expect(server.arrived[0]?.mail.subject).toBe("Płatności");
});
