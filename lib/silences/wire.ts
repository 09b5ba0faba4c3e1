import type { AlertWire } from "@/lib/alerts/wire";
import type { Interval } from "@/lib/kernel/time";
import type { DayCount } from "./count-days";
import { describeSchedule, describeScope } from "./describe-silence";
import type { Hideable, Silence, SilenceState } from "./schema";

const iso = (at: Date | null) => at?.toISOString() ?? null;

/** Where a silence stands at an instant. */
export interface Standing {
  state: SilenceState;
  /** Until when it hides; null unless active. */
  until: Date | null;
  /** The occurrence to come; null when none does. */
  next: Interval | null;
}

/** A silence as the API writes it; a PUT takes it back. Instants are ISO 8601 in UTC. */
export function silenceToWire(silence: Silence, { state, until, next }: Standing) {
  return {
    id: silence.id,
    reason: silence.reason,
    matchers: [...silence.matchers],
    max_severity: silence.maxSeverity,
    starts_at: silence.startsAt.toISOString(),
    ends_at: silence.endsAt.toISOString(),
    recurrence: silence.recurrence,
    time_zone: silence.timeZone,
    warn_minutes: silence.warnMinutes,
    /** In words, for people. */
    schedule: describeSchedule(silence, next?.from ?? null),
    about: describeScope(silence),
    state,
    hides_until: iso(until),
    next_starts_at: iso(next?.from ?? null),
    next_ends_at: iso(next?.to ?? null),
    created_by: silence.createdBy,
    ended_at: iso(silence.endedAt),
    ended_by: silence.endedBy,
    version: silence.version,
    created_at: silence.createdAt.toISOString(),
    updated_at: silence.updatedAt.toISOString(),
  };
}
export type SilenceWire = ReturnType<typeof silenceToWire>;

/** On the page: a silence with the open alerts it hides. */
export type ShownSilence = SilenceWire & { hides: AlertWire[] };

/** A silence with when it hides in the days to come. */
export interface WindowToCome {
  id: number;
  reason: string;
  schedule: string;
  occurrences: { from: string; to: string }[];
}

/** An alert that was hidden: since when, by what, and until when; null while it still is. */
export interface HiddenAlert {
  alert: AlertWire;
  at: string;
  by: string;
  until: string | null;
}

/** What a silence would do, as the API writes it. */
export interface SilencePreview {
  hides_now: AlertWire[];
  hides_now_count: number;
  would_have_hidden: {
    days: number;
    count: number;
    by_severity: Record<Hideable, number>;
    by_day: DayCount[];
    alerts: AlertWire[];
  };
  next_occurrences: { starts_at: string; ends_at: string }[];
  not_told: { channel: string; name: string }[];
  /** Player-safety alerts that match and are told all the same. */
  refused: number;
}
