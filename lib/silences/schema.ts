import { z } from "zod";
import type { Matcher } from "@/lib/kernel/matchers";
import type { Severity } from "@/lib/kernel/severity";

/** What a silence may hide at most. Emergency is not among them: it always passes. */
export const HIDEABLE = ["info", "warning", "critical"] as const satisfies readonly Severity[];
export const Hideable = z.enum(HIDEABLE);
export type Hideable = z.infer<typeof Hideable>;

/** The occurrence of a recurring silence that somebody lengthened: it hides in `[from, until)` too. ISO 8601. */
export const Extension = z.object({ from: z.iso.datetime(), until: z.iso.datetime() });
export type Extension = z.infer<typeof Extension>;

/** When a silence hides: once in `[startsAt, endsAt)`, or again and again by its recurrence in its zone. */
export interface Schedule {
  startsAt: Date;
  /** Of the only occurrence, or of the first. */
  endsAt: Date;
  /** RFC 5545 without DTSTART; null for once. */
  recurrence: string | null;
  /** IANA: in which 02:00 stays 02:00. */
  timeZone: string;
  extension: Extension | null;
  /** Occurrences of a recurring one that began before then are over. */
  skippedUntil: Date | null;
  /** Ended by hand, for good. */
  endedAt: Date | null;
}

/** What people are not told of, and why. A maintenance window is one that recurs or begins later. */
export interface Silence extends Schedule {
  id: number;
  reason: string;
  matchers: readonly Matcher[];
  maxSeverity: Hideable;
  /** Before the end of each occurrence; null for no warning. */
  warnMinutes: number | null;
  /** End of the occurrence that was last warned of. */
  warnedOf: Date | null;
  createdBy: string;
  endedBy: string | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
}

/** A silence before it has a number, and what a change of one may set. */
export type NewSilence = Pick<
  Silence,
  "reason" | "matchers" | "maxSeverity" | "startsAt" | "endsAt" | "recurrence" | "timeZone" | "warnMinutes"
>;

export const SILENCE_STATES = ["active", "scheduled", "ended"] as const;
export const SilenceState = z.enum(SILENCE_STATES);
export type SilenceState = z.infer<typeof SilenceState>;
