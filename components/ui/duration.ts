import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";

/**
 * How long something lasts, as said aloud: `40 s`, `12 min`, `1 h 41 min`, `2 d 3 h`. Negative counts as none.
 * Units are those of the look: no plural, a space before.
 */
export function formatDuration(ms: number): string {
  const length = Math.max(0, ms);
  if (length < MINUTE_MS) return `${Math.floor(length / SECOND_MS)} s`;
  if (length < HOUR_MS) return `${Math.floor(length / MINUTE_MS)} min`;
  if (length < DAY_MS) return joined(length, [HOUR_MS, "h"], [MINUTE_MS, "min"]);
  return joined(length, [DAY_MS, "d"], [HOUR_MS, "h"]);
}

/** Time left, to the second under an hour: `1 min 48 s`, `3 h 05 min`. */
export function formatCountdown(ms: number): string {
  const left = Math.max(0, ms);
  return left < HOUR_MS && left >= MINUTE_MS
    ? joined(left, [MINUTE_MS, "min"], [SECOND_MS, "s"])
    : formatDuration(left);
}

type Part = readonly [number, string];

function joined(ms: number, [big, bigUnit]: Part, [small, smallUnit]: Part): string {
  const whole = Math.floor(ms / big);
  const rest = Math.floor((ms % big) / small);
  return rest === 0 ? `${whole} ${bigUnit}` : `${whole} ${bigUnit} ${String(rest).padStart(2, "0")} ${smallUnit}`;
}
