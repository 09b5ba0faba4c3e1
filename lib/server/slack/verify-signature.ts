import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import { MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";

/** What is older was recorded and sent again. */
const WINDOW_MS = 5 * MINUTE_MS;

/** `v0=<hex>`: HMAC-SHA256 of `v0:t:body`, as Slack signs what it sends. `t` is in seconds. */
export function signAsSlack(body: string, { secret, t }: { secret: string; t: string }): string {
  return `v0=${createHmac("sha256", secret).update(`v0:${t}:${body}`).digest("hex")}`;
}

/** Whether Slack itself sent this body within the last five minutes. */
export function isFromSlack(signed: { body: string; headers: Headers; secret: string }, now: Date): boolean {
  const t = signed.headers.get("x-slack-request-timestamp") ?? "";
  if (!/^\d{1,12}$/.test(t) || Math.abs(now.getTime() - Number(t) * SECOND_MS) > WINDOW_MS) return false;
  const expected = Buffer.from(signAsSlack(signed.body, { secret: signed.secret, t }));
  const given = Buffer.from(signed.headers.get("x-slack-signature") ?? "");
  return expected.length === given.length && timingSafeEqual(expected, given);
}
