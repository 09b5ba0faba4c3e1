import type { IconName } from "@/components/ui/icon";
import type { Status } from "@/components/ui/status";
import type { ChannelId, ChannelStateKind } from "@/lib/notifications/channel-state";

/** How people call each channel. */
export const CHANNEL_NAMES: Readonly<Record<ChannelId, string>> = {
  log: "Log",
  feed: "Console",
  email: "E-mail",
  slack: "Slack",
  pagerduty: "PagerDuty",
  sms: "SMS",
  webhook: "Webhook",
  push: "Browser push",
};

export const CHANNEL_ICONS: Readonly<Record<ChannelId, IconName>> = {
  log: "log",
  feed: "live",
  email: "mail",
  slack: "chat",
  pagerduty: "call",
  sms: "phone",
  webhook: "webhook",
  push: "push",
};

/** Shape and colour of a state, and its word. */
export const STATE_LOOKS: Readonly<Record<ChannelStateKind, { status: Status; word: string }>> = {
  on: { status: "ok", word: "On" },
  ready: { status: "ok", word: "Ready" },
  slow: { status: "warn", word: "Slow" },
  failing: { status: "crit", word: "Failing" },
  "switched-off": { status: "unk", word: "Switched off" },
  "not-configured": { status: "unk", word: "Not configured" },
};
