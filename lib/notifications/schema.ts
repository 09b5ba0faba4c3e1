import { z } from "zod";
import type { Severity } from "@/lib/kernel/severity";
import type { Channel } from "@/lib/rules/schema";

export const NOTIFICATION_STATUSES = ["queued", "held", "skipped", "sending", "delivered", "failed"] as const;
export const NotificationStatus = z.enum(NOTIFICATION_STATUSES);
export type NotificationStatus = z.infer<typeof NotificationStatus>;

const COUNTED = ["acknowledged", "escalated", "worsened", "unmuted", "retriggered"] as const;

/**
 * Why an alert is told now: `triggered`, `resolved`, and those that can come again with their number: `acknowledged:4` and
 * `worsened:7` (the alert's version), `escalated:1` (the level), `unmuted:1` (what hid it ended), `retriggered:1`.
 */
export type Occasion = "triggered" | "resolved" | `${(typeof COUNTED)[number]}:${number}`;

export const Occasion = z
  .enum(["triggered", "resolved"])
  .or(z.templateLiteral([z.enum(COUNTED), ":", z.number().int()]));

export const OCCASION_KINDS = ["triggered", "resolved", ...COUNTED] as const;
export type OccasionKind = (typeof OCCASION_KINDS)[number];

/** The word before an occasion's number. */
export function kindOf(occasion: Occasion): OccasionKind {
  return OCCASION_KINDS.find((kind) => occasion === kind || occasion.startsWith(`${kind}:`)) ?? "triggered";
}

/** Something that happened to an alert, with its severity then. */
export interface NewOccasion {
  alertId: number;
  alertTriggeredAt: Date;
  occasion: Occasion;
  severity: Severity;
}

/** Whom a message is for. `key` is stored; `address` is what the channel needs, null where the channel is the recipient. */
export interface Recipient {
  /** `account:7`, `address:ops@x.test` or `channel`. */
  key: string;
  /** As people call it. */
  name: string;
  address: string | null;
}

/**
 * What happened when a message was given to its provider. `failed`: nothing of it was taken. `ended`: browsers whose push
 * service says they are gone. All words in it are cleaned and cut, so that they can be stored as they are.
 */
export type Receipt =
  | {
      kind: "delivered";
      receipt: string;
      /** Where Slack keeps what tells these alerts now. */
      places?: readonly KeptPlace[];
      /** The alerts of a bundle that the provider did not take; each alert that is not named was taken. */
      refused?: readonly Refusal[];
      ended?: readonly number[];
    }
  | { kind: "failed"; failure: DeliveryFailure; response: string; ended?: readonly number[] };

/** One alert of a bundle that the provider refused while it took others. */
export interface Refusal {
  alertId: number;
  failure: DeliveryFailure;
  response: string;
}

/** Where Slack keeps a message, so that it can be changed: the channel's id and the message's time stamp. */
export interface MessagePlace {
  channelId: string;
  ts: string;
}

/** The message that tells some alerts, and those alerts. */
export interface KeptPlace {
  place: MessagePlace;
  alertIds: readonly number[];
}

/**
 * How a provider refused: an HTTP or SMTP code, or no answer at all. `undeliverable` and `internal`, a fault of our own, never
 * got as far.
 */
export type DeliveryFailure =
  | { kind: "undeliverable" }
  | { kind: "internal" }
  /** `retryAfterMs`: when the provider wants to be asked again (Retry-After). */
  | { kind: "http"; status: number; retryAfterMs?: number }
  | { kind: "smtp"; code: number }
  /** `isUnreachable`: no connection was made at all, so no message could be taken. */
  | { kind: "broken-connection"; isUnreachable?: boolean };

/** One stored decision: who is told of what by which channel, or why not. */
export interface Notification {
  id: number;
  alertId: number;
  occasion: Occasion;
  recipient: string;
  channel: Channel;
  severity: Severity;
  status: NotificationStatus;
  reason: string;
  decision: Record<string, unknown>;
  attempts: number;
  nextAttemptAt: Date | null;
  firstAttemptAt: Date | null;
  deliveredAt: Date | null;
  receipt: string | null;
  lastError: string | null;
  createdAt: Date;
}
