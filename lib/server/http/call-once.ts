import "server-only";
import { type IncomingMessage, type RequestOptions, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { cleanText } from "@/lib/kernel/clean-text";
import { parseRetryAfter } from "@/lib/kernel/retry-after";
import { type KeepAlive, noticeClosed } from "./keep-alive";
import { PrivateAddress } from "./private-address";
import { readAnswer } from "./read-answer";

/** Some gateways answer with more headers than Node reads by itself. */
const HEADER_BYTES = 64 * 1024;
/** More of an answer is not read unless asked for. */
const ANSWER_BYTES = 64 * 1024;
const WORD_LENGTH = 300;

export interface HttpCall extends Pick<RequestOptions, "lookup"> {
  url: string;
  method?: "GET" | "POST";
  headers: Record<string, string | number>;
  body?: string | Buffer;
  /** Now: what a date in Retry-After is counted from. */
  at: Date;
  timeoutMs: number;
  /** More of an answer is not read; absent: 64 kB. */
  answerBytes?: number;
  /** Absent: a connection for this call alone. */
  pool?: KeepAlive;
  /** The receiver does it once however often it is asked: a call that met a closed connection is made again at once. */
  isIdempotent?: boolean;
}

/** `isCut`: there was more of the body than was read. All text is cleaned. */
export interface HttpAnswer {
  kind: "answered";
  status: number;
  body: string;
  isCut: boolean;
  retryAfterMs: number | null;
}

/** `isUnreachable`: no connection was made, so nothing can have been taken. */
export type HttpOutcome = HttpAnswer | { kind: "broken"; word: string; isUnreachable?: true };

/**
 * Calls once and follows no redirect. What the other side says is read up to a limit; it is broken only while no status came.
 * @throws PrivateAddress where `lookup` found one.
 */
export async function callOnce(call: HttpCall): Promise<HttpOutcome> {
  const signal = AbortSignal.timeout(call.timeoutMs);
  if (call.pool !== undefined) await noticeClosed();
  const first = await attempt(call, signal);
  if (first.kind !== "stale") return first;
  if (call.isIdempotent !== true) return { kind: "broken", word: first.word };
  const second = await attempt({ ...call, pool: undefined }, signal);
  return second.kind === "stale" ? { kind: "broken", word: second.word } : second;
}

/** `stale`: a kept connection was closed by the other side before it answered. */
type Attempted = HttpOutcome | { kind: "stale"; word: string };

async function attempt({ pool, ...call }: HttpCall, signal: AbortSignal): Promise<Attempted> {
  const sent = await send({ ...call, pool }, signal);
  if (sent.kind !== "head") return sent;
  const { response } = sent;
  const { text, isCut } = await readAnswer(response, call.answerBytes ?? ANSWER_BYTES);
  const retryAfterMs = parseRetryAfter(response.headers["retry-after"], call.at);
  return { kind: "answered", status: response.statusCode ?? 0, body: text, isCut, retryAfterMs };
}

type Sent =
  | { kind: "head"; response: IncomingMessage }
  | { kind: "stale"; word: string }
  | { kind: "broken"; word: string; isUnreachable?: true };

/** What a connection that is never made fails with: refused, no such host, no route. */
const UNREACHABLE = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "EHOSTDOWN"];

function send({ url, method = "POST", headers, body, lookup, pool }: HttpCall, signal: AbortSignal): Promise<Sent> {
  const to = new URL(url);
  const isSecure = to.protocol === "https:";
  const kept = isSecure ? pool?.https : pool?.http;
  return new Promise<Sent>((resolve, reject) => {
    const request = (isSecure ? requestHttps : requestHttp)(to, {
      method,
      headers: { ...headers, ...(body === undefined ? {} : { "Content-Length": Buffer.byteLength(body) }) },
      signal,
      agent: kept ?? false,
      maxHeaderSize: HEADER_BYTES,
      ...(lookup === undefined ? {} : { lookup }),
    });
    request.on("response", (response) => resolve({ kind: "head", response }));
    request.on("error", (error) => {
      if (error instanceof PrivateAddress) reject(error);
      else if (request.reusedSocket && isClosing(error)) resolve({ kind: "stale", word: wordOf(error) });
      else resolve({ kind: "broken", word: wordOf(error), ...(isUnreachable(error) && { isUnreachable: true }) });
    });
    // Such as an upgrade nobody asked for: there will be no answer.
    request.on("close", () => resolve({ kind: "broken", word: "the connection closed without an answer" }));
    request.end(body);
  }).catch((error: unknown) => {
    // Such as a token with a line break in it: no such request can be made.
    if (error instanceof TypeError) return { kind: "broken", word: wordOf(error) };
    throw error;
  });
}

function isUnreachable(error: Error): boolean {
  return "code" in error && typeof error.code === "string" && UNREACHABLE.includes(error.code);
}

function isClosing(error: Error): boolean {
  return "code" in error && (error.code === "ECONNRESET" || error.code === "EPIPE");
}

function wordOf(error: Error): string {
  if (error.name === "TimeoutError" || error.name === "AbortError") return "no answer in time";
  const word =
    "code" in error && typeof error.code === "string" ? `the connection broke: ${error.code}` : error.message;
  return cleanText(word, WORD_LENGTH);
}
