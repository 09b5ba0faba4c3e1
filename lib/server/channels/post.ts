import "server-only";
import type { DeliveryFailure, Receipt } from "@/lib/notifications/schema";
import { callOnce, type HttpCall } from "@/lib/server/http/call-once";
import type { PostOutcome } from "@/lib/server/http/post-guarded";
import { PATIENCE_MS } from "./patience";

/** What a provider said to a message that it took. */
export interface Answer {
  text: string;
  /** There was more of it than was read. */
  isCut: boolean;
}

interface Post extends Pick<HttpCall, "url" | "at" | "pool" | "isIdempotent"> {
  headers?: Record<string, string>;
  body: string;
  /** The provider's number of the message; absent: what it answered. */
  receiptOf?: (answer: Answer) => string;
  /** What the provider says no with, in its own words; absent: status and answer. */
  refusalOf?: (answer: string, status: number) => string;
  /** Absent: `PATIENCE_MS`. */
  patienceMs?: number;
}

/** Posts to a provider. A refusal is a receipt, with what the provider said and when it wants to be asked again. */
export async function post({ headers, receiptOf, refusalOf, patienceMs, ...call }: Post): Promise<Receipt> {
  const outcome = await callOnce({
    ...call,
    method: "POST",
    headers: { "content-type": "application/json", "user-agent": "Pitboss", ...headers },
    timeoutMs: patienceMs ?? PATIENCE_MS,
  });
  if (outcome.kind === "answered" && isTaken(outcome)) {
    const { body, isCut } = outcome;
    return { kind: "delivered", receipt: receiptOf?.({ text: body, isCut }) ?? wordOf(outcome) };
  }
  const refusal = refusalBy(outcome);
  if (outcome.kind !== "answered" || refusalOf === undefined) return { kind: "failed", ...refusal };
  return { kind: "failed", ...refusal, response: refusalOf(outcome.body, outcome.status) };
}

/** Whether the other side took what it was posted. */
export function isTaken(outcome: PostOutcome): boolean {
  return outcome.kind === "answered" && outcome.status >= 200 && outcome.status < 300;
}

/** What an outcome that is no acceptance means for the message. */
export function refusalBy(outcome: PostOutcome): { failure: DeliveryFailure; response: string } {
  switch (outcome.kind) {
    case "blocked":
      return { failure: { kind: "undeliverable" }, response: outcome.word };
    case "broken":
      return {
        failure: { kind: "broken-connection", ...(outcome.isUnreachable && { isUnreachable: true }) },
        response: outcome.word,
      };
    case "answered": {
      const { status, retryAfterMs } = outcome;
      const failure = { kind: "http", status, ...(retryAfterMs === null ? {} : { retryAfterMs }) } as const;
      return { failure, response: wordOf(outcome) };
    }
  }
}

/** "503 no service": status and body. */
export function wordOf({ status, body }: { status: number; body: string }): string {
  return `${status} ${body}`.trim();
}
