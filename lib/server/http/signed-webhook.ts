import "server-only";
import { createHmac } from "node:crypto";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP } from "node:net";
import { SECOND_MS } from "@/lib/kernel/time";
import { CENSORED } from "@/lib/server/mask";
import { isPrivateAddress, lookupPublic, PrivateAddress } from "./private-address";

const SIGNATURE_HEADER = "X-Pitboss-Signature";
const TIMEOUT_MS = 10 * SECOND_MS;
/** More of an answer is not read. */
const ANSWER_BYTES = 4_096;

export interface WebhookCall {
  url: string;
  /** JSON, signed and sent as it is. */
  body: string;
  secret: string;
  /** The same for each attempt: the receiver does it once. */
  idempotencyKey: string;
  /** Whether addresses of our own network may be called. */
  privateAddresses: "refused" | "allowed";
  /** When it is signed. */
  at: Date;
  timeoutMs?: number;
}

/** `blocked`: no call was made, and none would be the next time. */
export type WebhookOutcome =
  | { kind: "answered"; status: number; body: string; retryAfterMs: number | null }
  | { kind: "broken"; word: string }
  | { kind: "blocked"; word: string };

/** `t=1763630400,v1=<hex>`: HMAC-SHA256 of `t.body`, so that an old call cannot be sent again unnoticed. */
export function signWebhook(body: string, secret: string, at: Date): string {
  const t = Math.floor(at.getTime() / SECOND_MS);
  return `t=${t},v1=${createHmac("sha256", secret).update(`${t}.${body}`).digest("hex")}`;
}

/** Posts a signed body once. Never throws for what the other side does; follows no redirect. */
export async function callWebhook(call: WebhookCall): Promise<WebhookOutcome> {
  try {
    const answered = await post(call);
    return answered.kind === "answered" ? { ...answered, body: withoutSecret(answered.body, call) } : answered;
  } catch (error) {
    if (error instanceof PrivateAddress) return { kind: "blocked", word: error.message };
    return { kind: "broken", word: withoutSecret(wordOf(error), call) };
  }
}

/** The other side may echo what it was sent; what it says is kept, our secret is not. */
function withoutSecret(text: string, { secret, url }: WebhookCall): string {
  const { search, password } = new URL(url);
  const keys = [secret, search, password].filter((key) => key !== "");
  return keys.reduce((rest, key) => rest.replaceAll(key, CENSORED), text);
}

function post(call: WebhookCall): Promise<WebhookOutcome> {
  const url = new URL(call.url);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const isGuarded = call.privateAddresses === "refused";
  // A host that is an address is not looked up, so the look-up's guard would not see it.
  if (isGuarded && isIP(host) !== 0 && isPrivateAddress(host)) throw new PrivateAddress(host);
  const send = url.protocol === "https:" ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const request = send(url, {
      method: "POST",
      headers: headersOf(call),
      signal: AbortSignal.timeout(call.timeoutMs ?? TIMEOUT_MS),
      agent: false,
      ...(isGuarded ? { lookup: lookupPublic } : {}),
    });
    request.on("error", reject);
    request.on("response", (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      const answer = () =>
        resolve({
          kind: "answered",
          status: response.statusCode ?? 0,
          body: Buffer.concat(chunks).subarray(0, ANSWER_BYTES).toString("utf8"),
          retryAfterMs: retryAfter(response.headers["retry-after"], call.at),
        });
      response.on("data", (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size < ANSWER_BYTES) return;
        answer();
        request.destroy();
      });
      response.on("end", answer);
      response.on("error", reject);
    });
    request.end(call.body);
  });
}

function headersOf({ body, secret, idempotencyKey, at }: WebhookCall) {
  return {
    "Content-Type": "application/json",
    "Content-Length": Buffer.byteLength(body),
    "User-Agent": "Pitboss",
    "Idempotency-Key": idempotencyKey,
    [SIGNATURE_HEADER]: signWebhook(body, secret, at),
  };
}

/** Seconds or a date (RFC 9110, 10.2.3), as milliseconds from now; null where it says nothing. */
function retryAfter(header: string | undefined, now: Date): number | null {
  if (header === undefined) return null;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * SECOND_MS;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime());
}

function wordOf(error: unknown): string {
  if (!(error instanceof Error)) return "the connection broke";
  if (error.name === "TimeoutError" || error.name === "AbortError") return "no answer in time";
  return "code" in error && typeof error.code === "string" ? `the connection broke: ${error.code}` : error.message;
}
