import "server-only";
import { AppError } from "@/lib/kernel/errors";
import { escapeHtml } from "@/lib/notifications/compose/escape-html";
import { smsOf } from "@/lib/notifications/compose/sms";
import { publicUrl } from "@/lib/server/access/session-cookie";
import type { Context } from "@/lib/server/context";
import { type Env, env } from "@/lib/server/env";
import { readText } from "@/lib/server/http/read-input";
import { isFromTwilio } from "@/lib/server/http/twilio-signature";
import { acknowledgeByReply } from "./acknowledge-by-reply";

/**
 * Answers a text message that Twilio hands on, by one of ours (TwiML). Twilio's signature stands for a session.
 * @throws AppError `unavailable` where Twilio is not set up, `unauthenticated` for a signature that is wrong.
 */
export async function answerReply(house: Context, request: Request, settings: Env = env()): Promise<Response> {
  const { TWILIO_AUTH_TOKEN: authToken } = settings;
  if (authToken === undefined) {
    const sentence = "Replies to text messages are not set up: set TWILIO_AUTH_TOKEN.";
    throw new AppError("unavailable", sentence, { details: { variables: ["TWILIO_AUTH_TOKEN"] } });
  }
  const form = new URLSearchParams(await readText(request));
  const { pathname, search } = new URL(request.url);
  // The address Twilio was given is ours as people use it; what a proxy in between calls us is no matter.
  const url = new URL(pathname + search, publicUrl()).href;
  if (!isFromTwilio({ url, form, signature: request.headers.get("x-twilio-signature"), authToken }))
    throw new AppError("unauthenticated", "This is not signed by Twilio for this address.");
  const reply = { from: form.get("From") ?? "", body: form.get("Body") ?? "" };
  const sentence = await acknowledgeByReply(house, reply);
  return new Response(twimlOf(sentence), { headers: { "content-type": "text/xml; charset=utf-8" } });
}

function twimlOf(sentence: string): string {
  const text = escapeHtml(smsOf(sentence).text);
  return `<?xml version="1.0" encoding="UTF-8"?><Response><Message>${text}</Message></Response>`;
}
