import "server-only";
import { z } from "zod";
import { SECOND_MS } from "@/lib/kernel/time";
import type { Env } from "@/lib/server/env";

export type SlackApp = Pick<Env, "SLACK_API_URL"> & { SLACK_BOT_TOKEN: string };

/** Slack waits three seconds for all that a click makes us do. */
const PATIENCE_MS = SECOND_MS;
const SLACK_HOOKS = "https://hooks.slack.com";

export type SlackAnswered<Answer> = { kind: "answered"; answer: Answer } | { kind: "refused"; error: string };

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
  const url = new URL(`${app.SLACK_API_URL}/${method}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  const headers = { authorization: `Bearer ${app.SLACK_BOT_TOKEN}`, "content-type": "application/json; charset=utf-8" };
  const request =
    body === undefined ? { method: "GET", headers } : { method: "POST", headers, body: JSON.stringify(body) };
  const text = await fetchText(url.href, request);
  if (text.kind === "refused") return text;
  const refusal = Refusal.safeParse(asJson(text.answer));
  if (refusal.success) return { kind: "refused", error: refusal.data.error };
  const answer = schema.safeParse(asJson(text.answer));
  return answer.success ? { kind: "answered", answer: answer.data } : { kind: "refused", error: "not understood" };
}

/** Answers a click where Slack said to. Elsewhere than at Slack nothing is sent. */
export async function answerClick(app: SlackApp, responseUrl: string, message: object): Promise<SlackAnswered<string>> {
  const { origin } = new URL(responseUrl);
  if (![SLACK_HOOKS, new URL(app.SLACK_API_URL).origin].includes(origin))
    return { kind: "refused", error: "no address of Slack" };
  const headers = { "content-type": "application/json; charset=utf-8" };
  return fetchText(responseUrl, { method: "POST", headers, body: JSON.stringify(message) });
}

async function fetchText(url: string, request: RequestInit): Promise<SlackAnswered<string>> {
  try {
    const response = await fetch(url, { ...request, redirect: "error", signal: AbortSignal.timeout(PATIENCE_MS) });
    const answer = await response.text();
    return response.ok ? { kind: "answered", answer } : { kind: "refused", error: `status ${response.status}` };
  } catch (error) {
    return { kind: "refused", error: error instanceof Error ? error.message : "no answer" };
  }
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
