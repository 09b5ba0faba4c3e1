import "server-only";
import { createHash } from "node:crypto";
import nodemailer from "nodemailer";
import type { DeliveryFailure } from "@/lib/notifications/schema";
import { raceLimit } from "@/lib/server/collectors/race-limit";
import type { Env } from "@/lib/server/env";
import { NO_ANSWER, PATIENCE_MS } from "./patience";
import type { Send } from "./port";

export type SmtpSettings = Pick<
  Env,
  "SMTP_HOST" | "SMTP_PORT" | "SMTP_SECURE" | "SMTP_USER" | "SMTP_PASS" | "EMAIL_CONCURRENCY"
>;

/** For each word of the conversation; the whole has `PATIENCE_MS`. */
const SILENCE_MS = 10_000;
const IMPLICIT_TLS_PORT = 465;

/** Hands a message to the SMTP server. Connections are not kept: alerts are rare, and a dead one would cost an attempt. */
export function sendBySmtp(settings: SmtpSettings & { from: string }): Send {
  const transport = nodemailer.createTransport({
    host: settings.SMTP_HOST,
    port: settings.SMTP_PORT,
    ...encryption(settings),
    ...(settings.SMTP_USER === undefined ? {} : { auth: { user: settings.SMTP_USER, pass: settings.SMTP_PASS ?? "" } }),
    connectionTimeout: SILENCE_MS,
    greetingTimeout: SILENCE_MS,
    socketTimeout: SILENCE_MS,
    dnsTimeout: SILENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return async ({ to, email, idempotencyKey }) => {
    const mail = {
      from: settings.from,
      to: to ?? undefined,
      ...email,
      messageId: messageIdOf(idempotencyKey),
      headers: { "Auto-Submitted": "auto-generated", "X-Pitboss-Idempotency-Key": idempotencyKey },
    };
    try {
      const raced = await raceLimit(() => transport.sendMail(mail), PATIENCE_MS);
      return raced.kind === "late" ? NO_ANSWER : { kind: "delivered", receipt: raced.result.response };
    } catch (error) {
      return { kind: "failed", failure: failureOf(error), response: wordOf(error) };
    }
  };
}

/**
 * `SMTP_SECURE` demands TLS: from the first byte on 465, by STARTTLS elsewhere. Without it STARTTLS is taken where it is
 * offered, whatever the certificate: refusing it would only mean sending in the clear.
 */
function encryption({ SMTP_SECURE, SMTP_PORT }: SmtpSettings) {
  if (!SMTP_SECURE) return { secure: false, tls: { rejectUnauthorized: false } };
  return SMTP_PORT === IMPLICIT_TLS_PORT ? { secure: true } : { secure: false, requireTLS: true };
}

/** The same for each attempt, so that a mailbox that got the message twice can tell. */
function messageIdOf(key: string): string {
  return `<${createHash("sha256").update(key).digest("hex").slice(0, 32)}@pitboss>`;
}

function failureOf(error: unknown): DeliveryFailure {
  if (error instanceof Error && "responseCode" in error && typeof error.responseCode === "number") {
    return { kind: "smtp", code: error.responseCode };
  }
  return { kind: "broken-connection", ...(isUnreachable(error) && { isUnreachable: true }) };
}

/** No connection was made: refused, no such host, or nobody there. */
function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error) || !("code" in error)) return false;
  if (error.code === "EDNS") return true;
  if (error.code === "ESOCKET" || error.code === "ECONNECTION")
    return "syscall" in error && error.syscall === "connect";
  return error.code === "ETIMEDOUT" && "command" in error && error.command === "CONN";
}

function wordOf(error: unknown): string {
  if (error instanceof Error && "response" in error && typeof error.response === "string") return error.response;
  return error instanceof Error ? error.message : String(error);
}
