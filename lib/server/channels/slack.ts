import "server-only";
import { z } from "zod";
import type { Receipt } from "@/lib/notifications/schema";
import type { Env } from "@/lib/server/env";
import type { Send } from "./port";
import { post } from "./post";

type SlackSettings = Pick<Env, "SLACK_WEBHOOK_URL" | "SLACK_BOT_TOKEN" | "SLACK_CHANNEL" | "SLACK_API_URL">;

const Answer = z.object({ ok: z.boolean(), error: z.string().optional(), ts: z.string().optional() });

/** What Slack says no to for a while; every other word of its API is final. */
const PASSING = ["ratelimited", "rate_limited", "internal_error", "service_unavailable", "fatal_error"];

/** Slack by a bot where its token is set, else by an incoming webhook. */
export function sendBySlack(settings: SlackSettings): Send {
  const { SLACK_BOT_TOKEN: token, SLACK_WEBHOOK_URL: webhook = "", SLACK_CHANNEL: channel } = settings;
  const body = (slack: object) => JSON.stringify({ channel, ...slack });
  if (token === undefined) return ({ slack }) => post({ url: webhook, body: body(slack) });
  return async ({ slack }) => {
    const answer = await post({
      url: `${settings.SLACK_API_URL}/chat.postMessage`,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json; charset=utf-8" },
      body: body(slack),
      receiptOf: (text) => text,
    });
    return answer.kind === "delivered" ? judge(answer.receipt) : answer;
  };
}

/** Slack's API answers 200 to everything; what it made of the message stands in the body. */
function judge(text: string): Receipt {
  const parsed = Answer.safeParse(asJson(text));
  if (!parsed.success)
    return { kind: "failed", failure: { kind: "broken-connection" }, response: `not understood: ${text}` };
  const { ok, error = "no reason given", ts } = parsed.data;
  if (ok) return { kind: "delivered", receipt: `ts ${ts ?? "unknown"}` };
  const failure = PASSING.includes(error)
    ? ({ kind: "broken-connection" } as const)
    : ({ kind: "http", status: 400 } as const);
  return { kind: "failed", failure, response: `Slack: ${error}` };
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
