import "server-only";
import { createHmac } from "node:crypto";
import { SECOND_MS } from "@/lib/kernel/time";
import { CENSORED } from "@/lib/server/mask";
import { headerKey } from "./header-key";
import { type GuardedPost, type PostOutcome, postGuarded } from "./post-guarded";

const SIGNATURE_HEADER = "X-Pitboss-Signature";

export interface WebhookCall extends Pick<GuardedPost, "url" | "privateAddresses" | "timeoutMs" | "pool"> {
  /** JSON, signed and sent as it is. */
  body: string;
  secret: string;
  /** The same for each attempt: the receiver does it once. */
  idempotencyKey: string;
  /** When it is signed. */
  at: Date;
}

/** `t=1763630400,v1=<hex>`: HMAC-SHA256 of `t.body`, so that an old call cannot be sent again unnoticed. */
export function signWebhook(body: string, secret: string, at: Date): string {
  const t = Math.floor(at.getTime() / SECOND_MS);
  return `t=${t},v1=${createHmac("sha256", secret).update(`${t}.${body}`).digest("hex")}`;
}

/** Posts a signed body once. Never throws for what the other side does; follows no redirect. */
export async function callWebhook(call: WebhookCall): Promise<PostOutcome> {
  const { url, body, secret, idempotencyKey, privateAddresses, at, timeoutMs, pool } = call;
  const headers = {
    "Content-Type": "application/json",
    "User-Agent": "Pitboss",
    "Idempotency-Key": headerKey(idempotencyKey),
    [SIGNATURE_HEADER]: signWebhook(body, secret, at),
  };
  const outcome = await postGuarded({ url, headers, body, privateAddresses, at, timeoutMs, pool, isIdempotent: true });
  switch (outcome.kind) {
    case "answered":
      return { ...outcome, body: withoutSecret(outcome.body, call) };
    case "broken":
      return { ...outcome, word: withoutSecret(outcome.word, call) };
    case "blocked":
      return outcome;
  }
}

/** The other side may echo what it was sent; what it says is kept, our secret is not. */
function withoutSecret(text: string, { secret, url }: WebhookCall): string {
  const { search, password } = new URL(url);
  const keys = [secret, search, password].filter((key) => key !== "");
  return keys.reduce((rest, key) => rest.replaceAll(key, CENSORED), text);
}
