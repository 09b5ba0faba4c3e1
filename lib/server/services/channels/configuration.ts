import "server-only";
import type { ShownVariable } from "@/lib/notifications/channel-line";
import type { ChannelId } from "@/lib/notifications/channel-state";
import { CHANNEL_VARIABLES, type Secrecy } from "@/lib/notifications/channel-variables";
import type { Env } from "@/lib/server/env";
import { CENSORED, maskAddress, maskMailbox, maskPhone } from "@/lib/server/mask";

/** A channel's variables, set or not, each masked as its kind demands. */
export function configurationOf(channel: ChannelId, settings: Env): ShownVariable[] {
  const values = new Map<string, unknown>(Object.entries(settings));
  return CHANNEL_VARIABLES[channel].map(({ name, what, secrecy }) => ({
    name,
    what,
    shown: shownAs(secrecy, values.get(name)),
  }));
}

function shownAs(secrecy: Secrecy, value: unknown): string | null {
  if (value === undefined || value === null || value === "") return null;
  if (typeof value === "boolean") return value ? "yes" : "no";
  const texts = Array.isArray(value) ? value.map(String) : [String(value)];
  return texts.map((text) => maskAs(secrecy, text)).join(", ");
}

function maskAs(secrecy: Secrecy, text: string): string {
  switch (secrecy) {
    case "plain":
      return text;
    case "address":
      return maskAddress(text);
    case "phone":
      return text.startsWith("+") ? maskPhone(text) : text;
    case "mailboxes":
      return text.includes("@") ? maskMailbox(text) : text;
    case "secret":
      return CENSORED;
  }
}

/** Where a channel's messages go, in a few words without a secret; null where it is not configured. */
export function destinationOf(channel: ChannelId, settings: Env, reach: Reach): string {
  switch (channel) {
    case "log":
      return "standard output, JSON lines";
    case "feed":
      return "every open console";
    case "email":
      return `${settings.RESEND_API_KEY === undefined ? (settings.SMTP_HOST ?? "") : "Resend"}, from ${senderOf(settings)}`;
    case "slack":
      return settings.SLACK_BOT_TOKEN === undefined
        ? `${settings.SLACK_CHANNEL}, ${maskAddress(settings.SLACK_WEBHOOK_URL ?? "")}`
        : `${settings.SLACK_CHANNEL}, by bot`;
    case "pagerduty":
      return maskAddress(settings.PAGERDUTY_EVENTS_URL);
    case "sms":
      return `Twilio, ${shownAs("phone", settings.TWILIO_FROM) ?? ""}`;
    case "webhook":
      return `${maskAddress(settings.WEBHOOK_URL ?? "")}, signed`;
    case "push":
      return `${countOf(reach.browsers, "browser")} of ${countOf(reach.people, "person", "people")}`;
  }
}

/** How many would be reached by what has no address. */
export interface Reach {
  browsers: number;
  people: number;
}

function senderOf({ EMAIL_FROM = "pitboss@localhost" }: Env): string {
  return /<(.+)>/.exec(EMAIL_FROM)?.[1] ?? EMAIL_FROM;
}

function countOf(count: number, one: string, more = `${one}s`): string {
  return `${count} ${count === 1 ? one : more}`;
}
