import type { Interval } from "@/lib/kernel/time";
import { describeSchedule, describeScope } from "./describe-silence";
import type { Silence, SilenceState } from "./schema";

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
    schedule: describeSchedule(silence),
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
