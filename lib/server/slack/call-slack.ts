import "server-only";
import { z } from "zod";
import { SECOND_MS } from "@/lib/kernel/time";
import { readClock } from "@/lib/server/context";
import type { Env } from "@/lib/server/env";
import { below } from "@/lib/server/http/below";
import { callOnce, type HttpCall } from "@/lib/server/http/call-once";
import { readJson } from "@/lib/server/http/read-json";

export type SlackApp = Pick<Env, "SLACK_API_URL"> & { SLACK_BOT_TOKEN: string };

/** Slack waits three seconds for all that a click makes us do. */
const PATIENCE_MS = SECOND_MS;
const SLACK_HOOKS = "https://hooks.slack.com";

export type SlackAnswered<Answer> = { kind: "answered"; answer: Answer } | { kind: "refused"; error: string };

const GET = { method: "GET" } as const;

const Refusal = z.object({ ok: z.literal(false), error: z.string().default("no reason given") });

interface Call<Schema extends z.ZodType> {
  method: string;
  /** Sent as JSON; reading methods of Slack take `query` only. */
  body?: object;
  query?: Record<string, string>;
  schema: Schema;
}

/** Asks Slack's API once. Never throws for what Slack says: a refusal is its own word, or that there was no answer. */
export async function callSlack<Schema extends z.ZodType>(
  app: SlackApp,
  { method, body, query = {}, schema }: Call<Schema>,
): Promise<SlackAnswered<z.infer<Schema>>> {
  const url = new URL(below(app.SLACK_API_URL, method));
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const headers = { authorization: `Bearer ${app.SLACK_BOT_TOKEN}`, "content-type": "application/json; charset=utf-8" };
  const request = body === undefined ? GET : ({ method: "POST", body: JSON.stringify(body) } as const);
  const text = await textOf({ url: url.href, headers, ...request });
  if (text.kind === "refused") return text;
  const refusal = Refusal.safeParse(readJson(text.answer));
  if (refusal.success) return { kind: "refused", error: refusal.data.error };
  const answer = schema.safeParse(readJson(text.answer));
  return answer.success ? { kind: "answered", answer: answer.data } : { kind: "refused", error: "not understood" };
}

/** Answers a click where Slack said to. Elsewhere than at Slack nothing is sent. */
export async function answerClick(app: SlackApp, responseUrl: string, message: object): Promise<SlackAnswered<string>> {
  const { origin } = new URL(responseUrl);
  if (![SLACK_HOOKS, new URL(app.SLACK_API_URL).origin].includes(origin))
    return { kind: "refused", error: "no address of Slack" };
  const headers = { "content-type": "application/json; charset=utf-8" };
  return textOf({ url: responseUrl, headers, body: JSON.stringify(message) });
}

async function textOf(call: Pick<HttpCall, "url" | "method" | "headers" | "body">): Promise<SlackAnswered<string>> {
  const outcome = await callOnce({ ...call, at: readClock(), timeoutMs: PATIENCE_MS });
  if (outcome.kind === "broken") return { kind: "refused", error: outcome.word };
  const { status, body } = outcome;
  return status >= 200 && status < 300
    ? { kind: "answered", answer: body }
    : { kind: "refused", error: `status ${status}` };
}
