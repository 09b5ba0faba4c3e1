import "server-only";
import { cleanText } from "@/lib/kernel/clean-text";
import { readinessOf } from "@/lib/notifications/readiness";
import type { MessagePlace } from "@/lib/notifications/schema";
import type { Channel } from "@/lib/rules/schema";
import { type Env, env } from "@/lib/server/env";
import type { Logger } from "@/lib/server/log";
import { redactor } from "@/lib/server/mask";
import { processWide } from "@/lib/server/process-wide";
import { houseLog } from "@/lib/server/system-context";
import { DEFAULT_SENDER, sendByEmail } from "./email";
import { sendByLog } from "./log";
import { sendByPagerDuty } from "./pagerduty";
import type { ChannelPort, Send } from "./port";
import { sendByPush } from "./push";
import { sendBySlack } from "./slack";
import { sendBySms } from "./sms";
import { sendByWebhook } from "./webhook";

export type Channels = Readonly<Record<Channel, ChannelPort>>;

/** Every channel by its settings, ready or not. */
export function openChannels(settings: Env, log: Logger): Channels {
  const redact = redactor(settings);
  const open = (channel: Channel, send: () => Send): ChannelPort => {
    const readiness = readinessOf(channel, settings);
    if (readiness.kind === "not-configured") return { readiness };
    return { readiness, send: cleaned(send(), redact), concurrency: concurrencyOf(channel, settings) };
  };
  return {
    log: open("log", () => sendByLog(log)),
    email: open("email", () => sendByEmail(settings)),
    slack: open("slack", () => sendBySlack(settings)),
    pagerduty: open("pagerduty", () => sendByPagerDuty(settings)),
    sms: open("sms", () => sendBySms(settings)),
    webhook: open("webhook", () => sendByWebhook(settings)),
    push: open("push", () => sendByPush(settings)),
  };
}

/** Lines are written in no time, so this only bounds what is composed at once. */
const LOG_CONCURRENCY = 16;

function concurrencyOf(channel: Channel, settings: Env): number {
  if (channel === "log") return LOG_CONCURRENCY;
  return settings[CONCURRENCY[channel]];
}

const CONCURRENCY = {
  email: "EMAIL_CONCURRENCY",
  slack: "SLACK_CONCURRENCY",
  pagerduty: "PAGERDUTY_CONCURRENCY",
  sms: "SMS_CONCURRENCY",
  webhook: "WEBHOOK_CONCURRENCY",
  push: "PUSH_CONCURRENCY",
} as const satisfies Record<Exclude<Channel, "log">, keyof Env>;

/** As much of a provider's word is kept. */
const WORD_LENGTH = 500;

/**
 * The one way in for what providers say. They may echo what they were sent, keys included: their words are kept and shown,
 * the keys are not. They may say anything at all: what is kept is cut and can be stored.
 */
function cleaned(send: Send, redact: (text: string) => string): Send {
  // Keys go first, since half a key would not be known for one.
  const clean = (word: string) => cleanText(redact(word), WORD_LENGTH);
  return async (message) => {
    const receipt = await send(message);
    if (receipt.kind === "failed") return { ...receipt, response: clean(receipt.response) };
    const { places, refused } = receipt;
    return {
      ...receipt,
      receipt: clean(receipt.receipt),
      ...(places && { places: places.map((kept) => ({ ...kept, place: mapPlace(kept.place, clean) })) }),
      ...(refused && { refused: refused.map((one) => ({ ...one, response: clean(one.response) })) }),
    };
  };
}

function mapPlace({ channelId, ts }: MessagePlace, clean: (word: string) => string): MessagePlace {
  return { channelId: clean(channelId), ts: clean(ts) };
}

/** The process's channels. */
export function channels(): Channels {
  return processWide("channels", () => {
    const opened = openChannels(env(), houseLog());
    if (opened.email.readiness.kind === "ready" && env().EMAIL_FROM === undefined) {
      houseLog().warn(`EMAIL_FROM is not set: e-mail is sent from ${DEFAULT_SENDER}, which many servers refuse`);
    }
    return opened;
  });
}
