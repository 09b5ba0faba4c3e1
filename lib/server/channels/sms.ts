import "server-only";
import { z } from "zod";
import { maskPhones } from "@/lib/access/mask";
import type { Receipt } from "@/lib/notifications/schema";
import type { Env } from "@/lib/server/env";
import { below } from "@/lib/server/http/below";
import { keepAlive } from "@/lib/server/http/keep-alive";
import { readJson } from "@/lib/server/http/read-json";
import { PATIENCE_MS } from "./patience";
import type { Send } from "./port";
import { post } from "./post";

type TwilioSettings = Pick<
  Env,
  "TWILIO_ACCOUNT_SID" | "TWILIO_AUTH_TOKEN" | "TWILIO_FROM" | "TWILIO_API_URL" | "SMS_CONCURRENCY"
>;

const Message = z.object({ sid: z.string() });
const Refusal = z.object({ code: z.number(), message: z.string() });

/** A text message by Twilio. The receipt is the message's SID; Twilio knows no idempotency keys. */
export function sendBySms(settings: TwilioSettings, patienceMs = PATIENCE_MS): Send {
  const { TWILIO_ACCOUNT_SID: sid = "", TWILIO_AUTH_TOKEN: token = "", TWILIO_FROM: from = "" } = settings;
  const url = below(settings.TWILIO_API_URL, `2010-04-01/Accounts/${encodeURIComponent(sid)}/Messages.json`);
  const pool = keepAlive(settings.SMS_CONCURRENCY);
  const authorization = `Basic ${Buffer.from(`${sid}:${token}`).toString("base64")}`;
  return async ({ to, sms, at }): Promise<Receipt> => {
    if (to === null)
      return { kind: "failed", failure: { kind: "undeliverable" }, response: "there is no telephone number" };
    return post({
      url,
      headers: { authorization, "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ To: to, From: from, Body: sms.text }).toString(),
      at,
      pool,
      receiptOf: ({ text }) => Message.safeParse(readJson(text)).data?.sid ?? "taken, without a SID",
      refusalOf,
      patienceMs,
    });
  };
}

/** "Twilio 21211: the number is not valid"; Twilio repeats the number it was given, which is nobody else's to read. */
function refusalOf(answer: string, status: number): string {
  const { data } = Refusal.safeParse(readJson(answer));
  return data === undefined ? `${status} ${maskPhones(answer)}` : `Twilio ${data.code}: ${maskPhones(data.message)}`;
}
