import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";

export interface TwilioCall {
  /** The address as Twilio was given it, with its query. */
  url: string;
  form: URLSearchParams;
  /** Header X-Twilio-Signature. */
  signature: string | null;
  authToken: string;
}

/** Whether Twilio sent a form: HMAC-SHA1 over the address and the form's names and values, by name (Twilio's Webhooks Security). */
export function isFromTwilio({ url, form, signature, authToken }: TwilioCall): boolean {
  if (signature === null) return false;
  const given = Buffer.from(signature);
  const expected = Buffer.from(signTwilio({ url, form, authToken }));
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** As Twilio signs: base64. */
export function signTwilio({ url, form, authToken }: Omit<TwilioCall, "signature">): string {
  const pairs = [...form].sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
  const signed = url + pairs.map(([name, value]) => name + value).join("");
  return createHmac("sha1", authToken).update(signed).digest("base64");
}
