import type { IconName } from "@/components/ui/icon";
import { isSilentEnd } from "@/lib/notifications/is-silent-end";
import type { NotificationWire } from "@/lib/notifications/wire";
import type { Channel } from "@/lib/rules/schema";

/** One message, or the decision not to send it. */
export interface ToldDecision {
  key: number;
  icon: IconName;
  channel: string;
  /** "Delivered", "Not told", "Queued". */
  word: string;
  /** When it reached or is due; null where there is no instant to it. */
  at: string | null;
  /** Why not, or what went wrong. */
  why: string | null;
  kind: "reached" | "other";
}

export interface ToldRecipient {
  key: string;
  name: string;
  role: string;
  decisions: ToldDecision[];
}

/** How channels are called and drawn where decisions are listed. */
export const CHANNELS: Record<Channel, { word: string; icon: IconName }> = {
  log: { word: "Log", icon: "log" },
  email: { word: "E-mail", icon: "mail" },
  slack: { word: "Slack", icon: "chat" },
  pagerduty: { word: "PagerDuty", icon: "call" },
  sms: { word: "SMS", icon: "phone" },
  webhook: { word: "Webhook", icon: "webhook" },
  push: { word: "Push", icon: "push" },
};

/** Decisions by whom they concern: who was reached comes first, then who is about to be, then who was not told and why. */
export function peopleTold(notifications: readonly NotificationWire[]): ToldRecipient[] {
  const people = new Map<string, ToldRecipient>();
  for (const notification of notifications.filter((one) => !isSilentEnd(one))) {
    const { recipient, channel, name } = notification;
    const key = recipient === "channel" ? `channel ${channel}` : recipient;
    const isChannel = recipient === "channel";
    const person = people.get(key) ?? {
      key,
      name: isChannel ? CHANNELS[channel].word : name,
      role: isChannel ? "Channel" : recipient.startsWith("address:") ? "Address" : "Account",
      decisions: [],
    };
    person.decisions.push(decisionOf(notification));
    people.set(key, person);
  }
  return [...people.values()].sort((a, b) => rank(a) - rank(b));
}

/** One decision in words, with its icon. */
export function decisionOf({
  id,
  channel,
  status,
  reason,
  delivered_at,
  next_attempt_at,
  last_error,
  occasion,
}: NotificationWire): ToldDecision {
  const base = { key: id, channel: CHANNELS[channel].word, at: null, why: null };
  const again = occasion === "triggered" ? "" : ` (${occasion.replace(":", " ")})`;
  switch (status) {
    case "delivered":
      return {
        ...base,
        icon: CHANNELS[channel].icon,
        word: `Delivered${again}`,
        at: delivered_at,
        kind: "reached",
      } as const;
    case "held":
      return { ...base, icon: "held", word: `Held${again}`, why: reason, kind: "other" } as const;
    case "queued":
    case "sending": {
      const word = last_error === null ? `Not yet: due${again}` : `Trying again${again}`;
      return { ...base, icon: "clock", word, at: next_attempt_at, why: last_error, kind: "other" } as const;
    }
    case "failed":
      return { ...base, icon: "fault", word: `Failed${again}`, why: last_error ?? reason, kind: "other" } as const;
    case "skipped":
      return { ...base, icon: "notTold", word: `Not told${again}`, why: reason, kind: "other" } as const;
  }
}

function rank({ decisions }: ToldRecipient): number {
  if (decisions.some(({ kind }) => kind === "reached")) return 0;
  return decisions.some(({ icon }) => icon === "clock" || icon === "held" || icon === "fault") ? 1 : 2;
}
