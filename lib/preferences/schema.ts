import { z } from "zod";
import { Severity } from "@/lib/kernel/severity";
import { EndOfHours, TimeOfDay, Weekday } from "@/lib/kernel/week";
import type { Channel } from "@/lib/rules/schema";

/** Channels that reach one person; the others are told as channels. */
export const PERSONAL_CHANNELS = ["email", "slack", "push", "sms"] as const satisfies readonly Channel[];
export const PersonalChannel = z.enum(PERSONAL_CHANNELS, `expected one of ${PERSONAL_CHANNELS.join(", ")}`);
export type PersonalChannel = z.infer<typeof PersonalChannel>;

/** Whether a channel is one that reaches one person. */
export function isPersonal(channel: string): channel is PersonalChannel {
  return PERSONAL_CHANNELS.some((personal) => personal === channel);
}

/**
 * What a person set for one channel and severity: false keeps it quiet, true is told also where the house's routing would
 * not reach down to that severity. What is not here follows the switches of channel and severity.
 */
export const ChannelSeverities = z.partialRecord(PersonalChannel, z.partialRecord(Severity, z.boolean()));
export type ChannelSeverities = z.infer<typeof ChannelSeverities>;

const DELAY = "expected minutes from 0 to 60, such as 5";

/** Minutes a channel waits, in case somebody acknowledges before. */
export const Delays = z.partialRecord(PersonalChannel, z.number(DELAY).int(DELAY).min(0, DELAY).max(60, DELAY));
export type Delays = z.infer<typeof Delays>;

/** Quiet hours of single weekdays, by the day they begin on; null means none that day. A day that is not here has the usual. */
export const QuietDays = z.partialRecord(Weekday, z.object({ start: TimeOfDay, end: EndOfHours }).nullable());
export type QuietDays = z.infer<typeof QuietDays>;

/** When a person is not to be disturbed, each day from `start` to `end` (`22:00`) by the clock of `zone`, over midnight too; 00:00 to 24:00 is all day. */
export interface QuietHours {
  start: string;
  end: string;
  /** IANA name. */
  zone: string;
  days: QuietDays;
}

/** What an admin wants to be told of, how, and when not. */
export interface Preferences {
  channels: Partial<Record<Channel, boolean>>;
  severities: Record<Severity, boolean>;
  channelSeverities: ChannelSeverities;
  delays: Delays;
  /** Where e-mail goes instead of the account's address, once that is verified. */
  email: string | null;
  /** null: none are kept, or they are switched off. */
  quietHours: QuietHours | null;
  criticalBreaksQuiet: boolean;
  /** Whether a resolution is told by e-mail. */
  wantsResolutions: boolean;
}
