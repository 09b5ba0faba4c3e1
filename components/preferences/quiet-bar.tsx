import { formatDuration } from "@/components/ui/duration";
import { Icon } from "@/components/ui/icon";
import { MINUTE_MS } from "@/lib/kernel/time";
import { minuteOf } from "@/lib/kernel/week-hours";
import type { QuietHours } from "@/lib/preferences/schema";
import { QuietHandle } from "./quiet-handle";
import { DAY, percent, placeOf } from "./quiet-place";

const HOURS = Array.from({ length: 23 }, (_, index) => index + 1);
const SCALE = ["12:00", "15:00", "18:00", "21:00", "00:00", "03:00", "06:00", "09:00", "12:00"];

interface QuietBarProps {
  hours: QuietHours | null;
  /** On the wall of their zone. */
  now: { hour: number; minute: number };
  /** Absent: it cannot be moved. */
  onMove?: (changes: { start?: string; end?: string }) => void;
}

/** A day from noon to noon with what of it is quiet; its handles move the ends, and a sentence says the same. */
export function QuietBar({ hours, now, onMove }: QuietBarProps) {
  const place = placeOf(now.hour * 60 + now.minute);
  return (
    <figure>
      <div className="quiet-bar" data-quiet-bar>
        <div aria-hidden>
          {HOURS.map((hour) => (
            <i
              key={hour}
              className={hour % 3 === 0 ? "quiet-tick quiet-tick-long" : "quiet-tick"}
              style={{ left: percent(hour * 60) }}
            />
          ))}
          <Parts hours={hours} />
          <div className="quiet-now" style={{ left: percent(place), "--shift": `-${(100 * place) / DAY}%` }}>
            <span>
              now {twoDigits(now.hour)}:{twoDigits(now.minute)}
            </span>
          </div>
        </div>
        {hours !== null && onMove !== undefined && (
          <>
            <QuietHandle label="Quiet hours begin" time={hours.start} onMove={(start) => onMove({ start })} />
            <QuietHandle label="Quiet hours end" time={hours.end} onMove={(end) => onMove({ end })} />
          </>
        )}
      </div>
      <div className="quiet-scale" aria-hidden>
        {SCALE.map((tick, index) => (
          <span key={`${tick} ${index === 0}`}>{tick}</span>
        ))}
      </div>
      <figcaption className="sr-only">
        {hours === null ? "No quiet hours." : `Quiet from ${hours.start} to ${hours.end}, ${hours.zone}.`}
      </figcaption>
    </figure>
  );
}

function Parts({ hours }: Pick<QuietBarProps, "hours">) {
  const spans = spansOf(hours);
  const widest = spans.reduce((most, { from, to }) => Math.max(most, to - from), 0);
  return spans.map(({ from, to }) => (
    <div key={from} className="quiet-part" style={{ left: percent(from), width: percent(to - from) }}>
      {hours !== null && to - from === widest && (
        <>
          <Icon name="held" size={16} />
          <span className="max-md:hidden">
            Quiet {hours.start} to {hours.end}
          </span>
          <span className="md:hidden">Quiet {formatDuration(lengthOf(spans) * MINUTE_MS)}</span>
        </>
      )}
    </div>
  ));
}

interface Span {
  from: number;
  to: number;
}

/** One part, or two where noon lies within. */
function spansOf(hours: QuietHours | null): Span[] {
  if (hours === null) return [];
  const [from, to] = [placeOf(minuteOf(hours.start)), placeOf(minuteOf(hours.end))];
  if (from < to) return [{ from, to }];
  return [
    { from, to: DAY },
    { from: 0, to },
  ].filter((span) => span.from < span.to);
}

function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { from, to }) => sum + to - from, 0);
}

function twoDigits(count: number): string {
  return String(count).padStart(2, "0");
}
