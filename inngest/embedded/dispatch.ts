import { z } from "zod";
import { sign } from "@/inngest/sign";
import { asError, Op, type Outcome } from "./protocol";
import { type FunctionConfig, readRegistration } from "./registration";

/** The served functions, in this process or behind HTTP. */
export interface Endpoint {
  url: string;
  signingKey: string;
  handle: (request: Request) => Promise<Response>;
}

export interface Call {
  fnId: string;
  /** A planned step to run; without one the function goes on to whatever comes next. */
  stepId: string | null;
  body: Record<string, unknown>;
}

/** A step that hangs must not hold a worker for ever; what it still does is not heard. */
const CALL_TIMEOUT_MS = 5 * 60_000;

/** Makes one call of the serve protocol. Never throws: what goes wrong on the way is a retry. */
export async function call(endpoint: Endpoint, { fnId, stepId, body }: Call): Promise<Outcome> {
  const url = `${endpoint.url}?${new URLSearchParams({ fnId, stepId: stepId ?? "step" })}`;
  try {
    const response = await withTimeout(endpoint.handle(signed(endpoint, { url, method: "POST", body })));
    return readOutcome(response, await response.text());
  } catch (error) {
    return { kind: "rejected", error: asError(error), isFinal: false, retryAfter: null, version: null };
  }
}

/**
 * Asks the served functions what they are (`x-inngest-sync-kind: in_band`).
 * @throws Error when they do not answer, or one has an option the executor does not support.
 */
export async function register(endpoint: Endpoint): Promise<FunctionConfig[]> {
  const request = signed(endpoint, { url: endpoint.url, method: "PUT", body: { url: endpoint.url } });
  request.headers.set("x-inngest-sync-kind", "in_band");
  const response = await withTimeout(endpoint.handle(request));
  const text = await response.text();
  if (!response.ok)
    throw new Error(`The functions answered ${response.status} to their registration: ${text.slice(0, 200)}`);
  return readRegistration(JSON.parse(text));
}

function signed({ signingKey }: Endpoint, request: { url: string; method: string; body: unknown }): Request {
  const body = JSON.stringify(request.body);
  return new Request(request.url, {
    method: request.method,
    body,
    headers: {
      "content-type": "application/json",
      "x-inngest-signature": sign(JSON.parse(body), signingKey, new Date()),
    },
  });
}

function readOutcome(response: Response, text: string): Outcome {
  const header = response.headers.get("x-inngest-req-version");
  const version = header === null ? null : Number(header);
  const retryAfter = response.headers.get("retry-after");
  const body: unknown = parseJson(text);
  if (response.status === 200) return { kind: "returned", data: body, version };
  if (response.status === 206) return { kind: "ops", ops: z.array(Op).parse(body), retryAfter, version };
  const isFinal = response.headers.get("x-inngest-no-retry") === "true";
  const error =
    typeof body === "object" && body !== null
      ? body
      : { message: `Answered ${response.status}: ${text.slice(0, 200)}` };
  return { kind: "rejected", error: { name: "Error", ...error }, isFinal, retryAfter, version };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

async function withTimeout(answer: Promise<Response>): Promise<Response> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    const fail = () => reject(new Error(`No answer within ${CALL_TIMEOUT_MS / 1000} s.`));
    timer = setTimeout(fail, CALL_TIMEOUT_MS).unref();
  });
  try {
    return await Promise.race([answer, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
