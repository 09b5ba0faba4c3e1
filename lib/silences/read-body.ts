import { AppError } from "@/lib/kernel/errors";
import { addMs, DAY_MS, MINUTE_MS } from "@/lib/kernel/time";
import type { SilenceBody } from "./body";
import { nextOccurrence, occurrencesOf } from "./occurrences-of";
import type { NewSilence } from "./schema";

const MAX_OCCURRENCE_MS = 7 * DAY_MS;
const MAX_ONCE_MS = 366 * DAY_MS;

/**
 * A body as a silence.
 * @throws AppError `invalid` naming the field: no end or two, an end before the beginning or in the past, an occurrence of
 * more than seven days, a recurrence that never begins.
 */
export function readBody(body: SilenceBody, now: Date): NewSilence {
  const startsAt = body.starts_at ?? now;
  const endsAt = endOf(body, startsAt);
  const recurrence = body.recurrence ?? null;
  const silence: NewSilence = {
    reason: body.reason,
    matchers: body.matchers,
    maxSeverity: body.max_severity,
    startsAt,
    endsAt,
    recurrence,
    timeZone: body.time_zone,
    warnMinutes: body.warn_minutes,
  };
  refuseUseless(silence, now);
  return silence;
}

function endOf({ ends_at, duration_minutes }: SilenceBody, startsAt: Date): Date {
  if (ends_at != null && duration_minutes != null) {
    throw new AppError("invalid", "duration_minutes: send this or ends_at, and not both", {
      field: "duration_minutes",
    });
  }
  if (ends_at != null) return ends_at;
  if (duration_minutes != null) return addMs(startsAt, duration_minutes * MINUTE_MS);
  throw new AppError("invalid", "ends_at: a silence must end: send ends_at, or duration_minutes such as 120", {
    field: "ends_at",
  });
}

function refuseUseless(silence: NewSilence, now: Date): void {
  const { startsAt, endsAt, recurrence } = silence;
  const lengthMs = endsAt.getTime() - startsAt.getTime();
  const refuse = (field: string, why: string) => new AppError("invalid", `${field}: ${why}`, { field });
  if (lengthMs < MINUTE_MS) throw refuse("ends_at", "must be at least one minute after starts_at");
  if (recurrence === null) {
    if (endsAt <= now) throw refuse("ends_at", "is past already: nothing would be hidden");
    if (lengthMs > MAX_ONCE_MS) throw refuse("ends_at", "a silence lasts at most 366 days");
    return;
  }
  if (lengthMs > MAX_OCCURRENCE_MS) throw refuse("ends_at", "each occurrence lasts at most seven days");
  const schedule = { ...silence, extension: null, skippedUntil: null, endedAt: null };
  const runs = occurrencesOf(schedule, { from: now, to: addMs(now, 1) }).length > 0;
  if (!runs && nextOccurrence(schedule, now) === null) {
    throw refuse("recurrence", "never begins again: give it a later UNTIL, a higher COUNT or days that exist");
  }
}
