import "server-only";
import { z } from "zod";
import type { SlackContent } from "@/lib/notifications/compose/slack";
import { fitSlack, splitSlack } from "@/lib/notifications/compose/slack-parts";
import type { SlackState, SlackThreadMessage } from "@/lib/notifications/compose/slack-state";
import type { MessagePlace, Receipt } from "@/lib/notifications/schema";
import type { Env } from "@/lib/server/env";
import { below } from "@/lib/server/http/below";
import { keepAlive } from "@/lib/server/http/keep-alive";
import { readJson } from "@/lib/server/http/read-json";
import { combine, type Told } from "./combine";
import { patience } from "./patience";
import type { OutgoingMessage, Send } from "./port";
import { type Answer, post } from "./post";

export type SlackSettings = Pick<
  Env,
  | "SLACK_WEBHOOK_URL"
  | "SLACK_BOT_TOKEN"
  | "SLACK_CHANNEL"
  | "SLACK_API_URL"
  | "SLACK_SIGNING_SECRET"
  | "SLACK_CONCURRENCY"
>;

const Answered = z.object({
  ok: z.boolean(),
  error: z.string().optional(),
  ts: z.string().optional(),
  channel: z.string().optional(),
});

/** What Slack says no to for a while; every other word of its API is final. */
const PASSING = ["ratelimited", "rate_limited", "internal_error", "service_unavailable", "fatal_error"];
/** The message that was to be changed cannot be: it is told by a new one. */
const LOST = ["message_not_found", "cant_update_message", "edit_window_closed", "channel_not_found"];

/** Our token is refused, which says nothing about the message. */
const REFUSED_KEYS = ["invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired"];

/** What Slack made of a call; `error` is its own word, null where there was no answer to read. */
interface Called {
  receipt: Receipt;
  place: MessagePlace | null;
  error: string | null;
}

type Call = (method: string, body: object, attempt: { at: Date; patienceMs: number }) => Promise<Called>;

/** Slack by a bot where its token is set, else by an incoming webhook. */
export function sendBySlack(settings: SlackSettings): Send {
  const { SLACK_BOT_TOKEN: token } = settings;
  if (token === undefined) return byWebhook(settings);
  const pool = keepAlive(settings.SLACK_CONCURRENCY);
  const call: Call = async (method, body, attempt) => {
    let answer: Answer = { text: "", isCut: false };
    const receipt = await post({
      ...attempt,
      url: below(settings.SLACK_API_URL, method),
      pool,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json; charset=utf-8" },
      body: JSON.stringify(body),
      receiptOf: (taken) => {
        answer = taken;
        return "";
      },
    });
    return receipt.kind === "delivered" ? judge(answer) : { receipt, place: null, error: null };
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
    const response = "only a bot can write to people: set SLACK_BOT_TOKEN";
    if (to !== null) return { kind: "failed", failure: { kind: "undeliverable" }, response };
    const left = patience();
    const told: Told[] = [];
    for (const { alertIds, body } of splitSlack(slack)) {
      const call = { url, at, pool, body: JSON.stringify({ channel, ...body }), patienceMs: left() };
      told.push({ alertIds, receipt: await post(call) });
    }
    return combine(told);
  };
}

/** Posts what was never told, and changes what was, with a word below it where people are to be told again. */
async function byBot(call: Call, { slack, slackThread, to, at }: OutgoingMessage, settings: SlackSettings) {
  const left = patience();
  const channel = to ?? settings.SLACK_CHANNEL;
  const say = (method: string, body: object) => call(method, body, { at, patienceMs: left() });
  const messages = slackThread?.messages ?? [{ place: null, alertIds: [], state: slack, reply: null }];
  const told: Told[] = [];
  for (const { place, alertIds, state, reply } of messages) {
    const shown = shownBy(state, settings);
    const message = { place, alertIds, state: shown, reply };
    told.push(
      ...(place === null ? await postAll(say, channel, shown) : await change(say, channel, { ...message, place })),
    );
  }
  return combine(told);
}

type Say = (method: string, body: object) => Promise<Called>;

/** A new message, or as many as Slack's limits ask for, each with its own outcome. */
async function postAll(say: Say, channel: string, content: SlackContent | SlackState): Promise<Told[]> {
  const told: Told[] = [];
  for (const { alertIds, body } of splitSlack(content)) {
    const { receipt, place } = await say("chat.postMessage", { channel, ...body });
    told.push({ alertIds, receipt: placed(receipt, place, alertIds) });
  }
  return told;
}

/** A retry changes the message once more, which nobody notices, and says the word that was not taken. */
async function change(
  say: Say,
  channel: string,
  { place, alertIds, state, reply }: SlackThreadMessage & { place: MessagePlace },
): Promise<Told[]> {
  const changed = await say("chat.update", { channel: place.channelId, ts: place.ts, ...fitSlack(state) });
  if (changed.error !== null && LOST.includes(changed.error)) return postAll(say, channel, state);
  if (changed.receipt.kind === "failed") return [{ alertIds, receipt: changed.receipt }];
  const receipt: Receipt = { kind: "delivered", receipt: `ts ${place.ts}, changed` };
  const told: Told[] = [{ alertIds, receipt: placed(receipt, place, alertIds) }];
  const below = { channel: place.channelId, thread_ts: place.ts, reply_broadcast: true };
  for (const part of reply === null ? [] : splitSlack(reply)) {
    const said = await say("chat.postMessage", { ...below, ...part.body });
    told.push({ alertIds: part.alertIds, receipt: said.receipt });
  }
  return told;
}

function placed(receipt: Receipt, place: MessagePlace | null, alertIds: readonly number[]): Receipt {
  return receipt.kind === "failed" || place === null ? receipt : { ...receipt, places: [{ place, alertIds }] };
}

/** Without the signing secret no click could be believed, so none is offered. */
function shownBy<Shown extends SlackContent | SlackState>(
  state: Shown,
  { SLACK_SIGNING_SECRET: secret }: SlackSettings,
): SlackContent | SlackState {
  if (secret !== undefined) return state;
  return { ...state, attachments: state.attachments.filter((attachment) => !("blocks" in attachment)) };
}

/** Slack's API answers 200 to everything; what it made of the message stands in the body. */
function judge({ text, isCut }: Answer): Called {
  const parsed = Answered.safeParse(isCut ? firstWords(text) : readJson(text));
  if (!parsed.success) {
    const response = `not understood: ${text}`;
    return { error: null, place: null, receipt: { kind: "failed", failure: { kind: "broken-connection" }, response } };
  }
  const { ok, error = "no reason given", ts, channel } = parsed.data;
  const place = ts === undefined || channel === undefined ? null : { channelId: channel, ts };
  if (ok) return { error: null, place, receipt: { kind: "delivered", receipt: `ts ${ts ?? "unknown"}` } };
  const failure = PASSING.includes(error)
    ? ({ kind: "broken-connection" } as const)
    : ({ kind: "http", status: REFUSED_KEYS.includes(error) ? 401 : 400 } as const);
  return { error, place: null, receipt: { kind: "failed", failure, response: `Slack: ${error}` } };
}

/** Slack repeats the whole message after the words that count, so an answer longer than is read still says them. */
function firstWords(text: string): Record<string, unknown> {
  const word = (name: string) => new RegExp(`"${name}"\\s*:\\s*"([^"\\\\]{1,100})"`).exec(text)?.[1];
  const ok = /"ok"\s*:\s*(true|false)/.exec(text)?.[1];
  return {
    ok: ok === undefined ? undefined : ok === "true",
    error: word("error"),
    ts: word("ts"),
    channel: word("channel"),
  };
}
