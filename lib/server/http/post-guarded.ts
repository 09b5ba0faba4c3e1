import "server-only";
import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP } from "node:net";
import { parseRetryAfter } from "@/lib/kernel/retry-after";
import { SECOND_MS } from "@/lib/kernel/time";
import { isPrivateAddress, lookupPublic, PrivateAddress } from "./private-address";

const TIMEOUT_MS = 10 * SECOND_MS;
/** More of an answer is not read. */
const ANSWER_BYTES = 4_096;

export interface GuardedPost {
  url: string;
  headers: Record<string, string | number>;
  body: string | Buffer;
  /** Whether addresses of our own network may be called. */
  privateAddresses: "refused" | "allowed";
  /** Now: what a date in Retry-After is counted from. */
  at: Date;
  timeoutMs?: number;
}

/** `blocked`: no call was made, and none would be the next time. */
export type PostOutcome =
  | { kind: "answered"; status: number; body: string; retryAfterMs: number | null }
  | { kind: "broken"; word: string }
  | { kind: "blocked"; word: string };

/** Posts once to an address that somebody gave. Never throws for what the other side does; follows no redirect. */
export async function postGuarded(call: GuardedPost): Promise<PostOutcome> {
  try {
    return await post(call);
  } catch (error) {
    if (error instanceof PrivateAddress) return { kind: "blocked", word: error.message };
    return { kind: "broken", word: wordOf(error) };
  }
}

function post(call: GuardedPost): Promise<PostOutcome> {
  const url = new URL(call.url);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const isGuarded = call.privateAddresses === "refused";
  // A host that is an address is not looked up, so the look-up's guard would not see it.
  if (isGuarded && isIP(host) !== 0 && isPrivateAddress(host)) throw new PrivateAddress(host);
  const send = url.protocol === "https:" ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const request = send(url, {
      method: "POST",
      headers: { ...call.headers, "Content-Length": Buffer.byteLength(call.body) },
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
          retryAfterMs: parseRetryAfter(response.headers["retry-after"], call.at),
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

function wordOf(error: unknown): string {
  if (!(error instanceof Error)) return "the connection broke";
  if (error.name === "TimeoutError" || error.name === "AbortError") return "no answer in time";
  return "code" in error && typeof error.code === "string" ? `the connection broke: ${error.code}` : error.message;
}
