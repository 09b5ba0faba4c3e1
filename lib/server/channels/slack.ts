import "server-only";
import { z } from "zod";
import type { SlackContent } from "@/lib/notifications/compose/slack";
import type { SlackState, SlackThread } from "@/lib/notifications/compose/slack-state";
import type { MessagePlace, Receipt } from "@/lib/notifications/schema";
import type { Env } from "@/lib/server/env";
import { below } from "@/lib/server/http/below";
import { keepAlive } from "@/lib/server/http/keep-alive";
import { readJson } from "@/lib/server/http/read-json";
import type { OutgoingMessage, Send } from "./port";
import { post } from "./post";

export type SlackSettings = Pick<
  Env,
  | "SLACK_WEBHOOK_URL"
  | "SLACK_BOT_TOKEN"
  | "SLACK_CHANNEL"
  | "SLACK_API_URL"
  | "SLACK_SIGNING_SECRET"
  | "SLACK_CONCURRENCY"
>;

const Answer = z.object({
  ok: z.boolean(),
  error: z.string().optional(),
  ts: z.string().optional(),
  channel: z.string().optional(),
});

/** What Slack says no to for a while; every other word of its API is final. */
const PASSING = ["ratelimited", "rate_limited", "internal_error", "service_unavailable", "fatal_error"];
/** The message that was to be changed cannot be: it is told by a new one. */
const LOST = ["message_not_found", "cant_update_message", "edit_window_closed", "channel_not_found"];

/** What Slack made of a call; `error` is its own word, null where there was no answer to read. */
interface Called {
  receipt: Receipt;
  error: string | null;
}

type Call = (method: string, body: object, at: Date) => Promise<Called>;

/** Slack by a bot where its token is set, else by an incoming webhook. */
export function sendBySlack(settings: SlackSettings): Send {
  const { SLACK_BOT_TOKEN: token } = settings;
  if (token === undefined) return byWebhook(settings);
  const pool = keepAlive(settings.SLACK_CONCURRENCY);
  const call: Call = async (method, body, at) => {
    const answer = await post({
      url: below(settings.SLACK_API_URL, method),
      at,
      pool,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json; charset=utf-8" },
      body: JSON.stringify(body),
      receiptOf: ({ text }) => text,
    });
    return answer.kind === "delivered" ? judge(answer.receipt) : { receipt: answer, error: null };
  };
  return (message) => byBot(call, message, settings);
}

/** An incoming webhook writes to its own channel only, and cannot change what it wrote. */
function byWebhook({
  SLACK_WEBHOOK_URL: url = "",
  SLACK_CHANNEL: channel,
  SLACK_CONCURRENCY: concurrency,
}: SlackSettings): Send {
  const pool = keepAlive(concurrency);
  return async ({ slack, to, at }) => {
    if (to === null) return post({ url, at, pool, body: JSON.stringify({ channel, ...slack }) });
    const response = "only a bot can write to people: set SLACK_BOT_TOKEN";
    return { kind: "failed", failure: { kind: "undeliverable" }, response };
  };
}

/** Posts what was never told, and changes what was, with a word below it where people are to be told again. */
async function byBot(call: Call, { slack, slackThread, to, at }: OutgoingMessage, settings: SlackSettings) {
  const channel = to ?? settings.SLACK_CHANNEL;
  const state = slackThread === undefined ? slack : shownBy(slackThread, settings);
  const place = slackThread?.place ?? null;
  if (place === null) return (await call("chat.postMessage", { channel, ...state }, at)).receipt;
  const changed = await call("chat.update", { channel: place.channelId, ts: place.ts, ...state }, at);
  if (changed.error !== null && LOST.includes(changed.error)) {
    return (await call("chat.postMessage", { channel, ...state }, at)).receipt;
  }
  if (changed.receipt.kind === "failed") return changed.receipt;
  return reply((body) => call("chat.postMessage", body, at), place, slackThread?.reply ?? null);
}

/** A retry changes the message once more, which nobody notices, and says the word that was not taken. */
async function reply(
  say: (body: object) => Promise<Called>,
  place: MessagePlace,
  words: SlackContent | null,
): Promise<Receipt> {
  if (words === null) return { kind: "delivered", receipt: `ts ${place.ts}, changed`, place };
  const said = { channel: place.channelId, thread_ts: place.ts, reply_broadcast: true, ...words };
  const { receipt } = await say(said);
  if (receipt.kind === "failed") return receipt;
  return { kind: "delivered", receipt: `ts ${place.ts}, changed, and said below it: ${receipt.receipt}`, place };
}

/** Without the signing secret no click could be believed, so none is offered. */
function shownBy({ state }: SlackThread, { SLACK_SIGNING_SECRET: secret }: SlackSettings): SlackState {
  if (secret !== undefined) return state;
  return { ...state, attachments: state.attachments.filter((attachment) => !("blocks" in attachment)) };
}

/** Slack's API answers 200 to everything; what it made of the message stands in the body. */
function judge(text: string): Called {
  const parsed = Answer.safeParse(readJson(text));
  if (!parsed.success) {
    const response = `not understood: ${text}`;
    return { error: null, receipt: { kind: "failed", failure: { kind: "broken-connection" }, response } };
  }
  const { ok, error = "no reason given", ts, channel } = parsed.data;
  if (ok) return { error: null, receipt: delivered(ts, channel) };
  const failure = PASSING.includes(error)
    ? ({ kind: "broken-connection" } as const)
    : ({ kind: "http", status: 400 } as const);
  return { error, receipt: { kind: "failed", failure, response: `Slack: ${error}` } };
}

function delivered(ts: string | undefined, channelId: string | undefined): Receipt {
  const receipt = `ts ${ts ?? "unknown"}`;
  if (ts === undefined || channelId === undefined) return { kind: "delivered", receipt };
  return { kind: "delivered", receipt, place: { channelId, ts } };
}
