import "server-only";
import { isIP } from "node:net";
import { SECOND_MS } from "@/lib/kernel/time";
import { callOnce, type HttpCall, type HttpOutcome } from "./call-once";
import { lookupPublic, PrivateAddress } from "./private-address";
import { isPrivateAddress } from "./special-purpose";

const TIMEOUT_MS = 10 * SECOND_MS;
/** More of an answer is not read. */
const ANSWER_BYTES = 4096;

export interface GuardedPost extends Pick<HttpCall, "url" | "headers" | "at" | "pool" | "isIdempotent"> {
  body: string | Buffer;
  /** Whether addresses of our own network may be called. A pool is of calls that agree in this. */
  privateAddresses: "refused" | "allowed";
  timeoutMs?: number;
}

/** `blocked`: no call was made, and none would be the next time. */
export type PostOutcome = HttpOutcome | { kind: "blocked"; word: string };

/** Posts once to an address that somebody gave. Never throws for what the other side does; follows no redirect. */
export async function postGuarded({ privateAddresses, timeoutMs, ...post }: GuardedPost): Promise<PostOutcome> {
  const call = { ...post, method: "POST", timeoutMs: timeoutMs ?? TIMEOUT_MS, answerBytes: ANSWER_BYTES } as const;
  if (privateAddresses === "allowed") return callOnce(call);
  const host = new URL(call.url).hostname.replace(/^\[|\]$/g, "");
  // A host that is an address is not looked up, so the look-up's guard would not see it.
  if (isIP(host) !== 0 && isPrivateAddress(host)) return { kind: "blocked", word: new PrivateAddress(host).message };
  try {
    return await callOnce({ ...call, lookup: lookupPublic });
  } catch (error) {
    if (error instanceof PrivateAddress) return { kind: "blocked", word: error.message };
    throw error;
  }
}
