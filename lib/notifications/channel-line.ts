import type { ChannelId, ChannelStateKind, Handover } from "./channel-state";
import type { Occasion } from "./schema";

/** A channel as the list shows it: how it is, where it goes, what came of the last test and the last message. */
export interface ChannelLine {
  channel: ChannelId;
  state: ChannelStateKind;
  /** When it began to refuse. */
  since: Date | null;
  /** Why it cannot be used, in words; null where it can. */
  reason: string | null;
  /** What to set; of a channel that is switched off its switch. */
  variables: readonly string[];
  /** Masked; null where it is not configured. */
  destination: string | null;
  lastTest: Handover | null;
  lastMessage: Handover | null;
  /** In the last 24 h: messages taken, and attempts that were not. */
  delivered: number;
  refused: number;
  usualMs: number | null;
}

/** A test message somebody sent, with who asked for it. */
export interface ChannelTest extends Handover {
  by: string;
}

/** One attempt to deliver a message, with the alert it was about. */
export interface ChannelAttempt extends Handover {
  alertId: number;
  title: string;
  occasion: Occasion;
  severity: string;
  /** The recipient as people call it. */
  to: string;
  attempt: number;
}

/** A variable of a channel and what may be shown of it. */
export interface ShownVariable {
  name: string;
  what: string;
  /** null where it is not set. */
  shown: string | null;
}

/** One channel with everything an admin asks of it. */
export interface ChannelDetail extends ChannelLine {
  configuration: readonly ShownVariable[];
  /** Newest first, about alerts the caller may see. */
  attempts: readonly ChannelAttempt[];
  refusals: readonly ChannelAttempt[];
  tests: readonly ChannelTest[];
}
