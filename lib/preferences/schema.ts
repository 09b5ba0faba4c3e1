import type { Severity } from "@/lib/kernel/severity";
import type { Channel } from "@/lib/rules/schema";

/** A time of day, from `00:00` to `23:59`. */
export const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;

/** When a person is not to be disturbed, each day from `start` to `end` (`22:00`) by the clock of `zone`, over midnight too. */
export interface QuietHours {
  start: string;
  end: string;
  /** IANA name. */
  zone: string;
}

/** What an admin wants to be told of, how, and when not. */
export interface Preferences {
  channels: Partial<Record<Channel, boolean>>;
  severities: Record<Severity, boolean>;
  /** Where e-mail goes instead of the account's address. */
  email: string | null;
  /** null: none are kept, or they are switched off. */
  quietHours: QuietHours | null;
}
