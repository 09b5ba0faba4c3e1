import "server-only";
import type { Env } from "@/lib/server/env";
import type { Send } from "./port";
import { sendByResend } from "./resend";
import { type SmtpSettings, sendBySmtp } from "./smtp";

export type EmailSettings = SmtpSettings & Pick<Env, "EMAIL_FROM" | "RESEND_API_KEY" | "RESEND_BASE_URL">;

/** Where EMAIL_FROM is not set; the first use says so. */
export const DEFAULT_SENDER = "pitboss@localhost";

/** E-mail by Resend where its key is set, else by SMTP. */
export function sendByEmail(settings: EmailSettings): Send {
  const from = settings.EMAIL_FROM ?? DEFAULT_SENDER;
  const { RESEND_API_KEY: apiKey, RESEND_BASE_URL: baseUrl, EMAIL_CONCURRENCY: concurrency } = settings;
  if (apiKey !== undefined) return sendByResend({ apiKey, baseUrl, from, concurrency });
  return sendBySmtp({ ...settings, from });
}
