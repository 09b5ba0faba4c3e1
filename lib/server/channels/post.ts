import "server-only";
import { SECOND_MS } from "@/lib/kernel/time";
import type { Receipt } from "@/lib/notifications/schema";
import { NO_ANSWER, PATIENCE_MS } from "./patience";

const ANSWER_LENGTH = 300;

interface Post {
  url: string;
  headers?: Record<string, string>;
  body: string;
  /** The provider's number of the message; absent: what it answered. */
  receiptOf?: (answer: string) => string;
  /** What the provider says no with, in its own words; absent: status and answer. */
  refusalOf?: (answer: string, status: number) => string;
  /** Absent: `PATIENCE_MS`. */
  patienceMs?: number;
}

/** Posts to a provider. A refusal is a receipt, with what the provider said and when it wants to be asked again. */
export async function post({ url, headers, body, receiptOf, refusalOf, patienceMs }: Post): Promise<Receipt> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body,
      redirect: "error",
      signal: AbortSignal.timeout(patienceMs ?? PATIENCE_MS),
    });
    const text = await response.text();
    const answer = `${response.status} ${text.slice(0, ANSWER_LENGTH)}`.trim();
    if (response.ok) return { kind: "delivered", receipt: receiptOf?.(text) ?? answer };
    const retryAfterMs = retryAfterOf(response.headers.get("retry-after"));
    return {
      kind: "failed",
      failure: { kind: "http", status: response.status, ...(retryAfterMs === null ? {} : { retryAfterMs }) },
      response: refusalOf?.(text, response.status).slice(0, ANSWER_LENGTH) ?? answer,
    };
  } catch (error) {
    if (error instanceof Error && error.name === "TimeoutError") return NO_ANSWER;
    return { kind: "failed", failure: { kind: "broken-connection" }, response: wordOf(error) };
  }
}

/** Seconds; a date is left to our own schedule. */
function retryAfterOf(header: string | null): number | null {
  const seconds = Number(header ?? "");
  return header === null || !Number.isFinite(seconds) || seconds <= 0 ? null : seconds * SECOND_MS;
}

/** `fetch` says only "fetch failed"; what happened is its cause's. */
function wordOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
