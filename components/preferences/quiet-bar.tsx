import { minuteOf } from "@/lib/preferences/quiet-hours";
import type { QuietHours } from "@/lib/preferences/schema";

const DAY = 24 * 60;
const TICKS = ["12:00", "18:00", "00:00", "06:00", "12:00"];

interface QuietBarProps {
  hours: QuietHours | null;
  /** On the wall of their zone. */
  now: { hour: number; minute: number };
}

/** A day from noon to noon with what of it is quiet; a sentence says the same. */
export function QuietBar({ hours, now }: QuietBarProps) {
  const place = placeOf(now.hour * 60 + now.minute);
  return (
    <figure>
      <div aria-hidden>
        <div className="relative h-[40px] overflow-hidden rounded-[4px] bg-surface-3">
          {spansOf(hours).map(({ from, to }) => (
            <div
              key={from}
              className="absolute inset-y-0 border-[var(--brand)] border-x-2 bg-[var(--brand-tint)]"
              style={{ left: percent(from), width: percent(to - from) }}
            />
          ))}
          <div className="absolute inset-y-0 w-[2px] bg-text-1" style={{ left: percent(place) }} />
        </div>
        <div className="mt-[4px] flex justify-between text-11 text-text-3">
          {TICKS.map((tick, index) => (
            <span key={`${tick} ${index === 0}`}>{tick}</span>
          ))}
        </div>
      </div>
      <figcaption className="sr-only">
        {hours === null ? "No quiet hours." : `Quiet from ${hours.start} to ${hours.end}, ${hours.zone}.`}
      </figcaption>
    </figure>
  );
}

/** Minutes from the noon the bar begins at. */
function placeOf(minute: number): number {
  return (minute + DAY / 2) % DAY;
}

/** One part, or two where noon lies within. */
function spansOf(hours: QuietHours | null): { from: number; to: number }[] {
  if (hours === null) return [];
  const [from, to] = [placeOf(minuteOf(hours.start)), placeOf(minuteOf(hours.end))];
  if (from < to) return [{ from, to }];
  return [
    { from, to: DAY },
    { from: 0, to },
  ].filter((span) => span.from < span.to);
}

function percent(minutes: number): string {
  return `${(100 * minutes) / DAY}%`;
}
