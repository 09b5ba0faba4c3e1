import "server-only";
import { readinessOf } from "@/lib/notifications/readiness";
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
    return { readiness, send: withoutSecrets(send(), redact), concurrency: concurrencyOf(channel, settings) };
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

/** A provider may echo what it was sent, keys included: its word is kept and shown, the keys are not. */
function withoutSecrets(send: Send, redact: (text: string) => string): Send {
  return async (message) => {
    const receipt = await send(message);
    if (receipt.kind === "delivered") {
      const refused = receipt.refused?.map((one) => ({ ...one, response: redact(one.response) }));
      return { ...receipt, receipt: redact(receipt.receipt), ...(refused && { refused }) };
    }
    return { ...receipt, response: redact(receipt.response) };
  };
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
