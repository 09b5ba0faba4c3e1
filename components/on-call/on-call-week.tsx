import { initials } from "@/components/ui/avatar";
import { intervalWords } from "@/lib/on-call/in-words";
import type { Week } from "@/lib/on-call/week-of";
import type { GapWire, ShiftWire } from "@/lib/on-call/wire";

interface OnCallWeekProps {
  week: Week;
  zone: string;
  /** In order, the first is called first. */
  layers: readonly string[];
  shifts: readonly ShiftWire[];
  gaps: readonly GapWire[];
  /** Epoch milliseconds. */
  now: number;
}

/** A name is written out where its shift has this share of the week, initials from the other. */
const NAME_SHARE = 0.13;
const INITIALS_SHARE = 0.035;

/** A week with a row for each layer: shifts as blocks, who is on call now in felt, gaps hatched. */
export function OnCallWeek({ week, zone, layers, shifts, gaps, now }: OnCallWeekProps) {
  const nowAt = placeOf(week, new Date(now));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways on a phone must be reached by keys
    <section className="on-call-scroll" aria-label="Shifts of the week" tabIndex={0}>
      <div className="on-call-week">
        <div className="on-call-days" aria-hidden>
          {week.days.map(({ at, name }) => (
            <span key={name} style={{ left: percent(placeOf(week, at)) }}>
              {name}
            </span>
          ))}
        </div>
        {layers.map((layer) => (
          <LayerRow
            key={layer}
            {...{ layer, week, zone, now }}
            shifts={shifts.filter((shift) => shift.layer === layer)}
          />
        ))}
        <div className="on-call-over" aria-hidden>
          {gaps.map((gap) => (
            <i key={gap.from} title={`Nobody: ${gap.words}`} style={spanOf(week, gap)} />
          ))}
          {nowAt > 0 && nowAt < 1 && <b style={{ left: percent(nowAt) }} />}
        </div>
      </div>
    </section>
  );
}

interface LayerRowProps extends Pick<OnCallWeekProps, "week" | "zone" | "shifts" | "now"> {
  layer: string;
}

function LayerRow({ layer, week, zone, shifts, now }: LayerRowProps) {
  const onCallNow = shifts.find(({ from, to }) => Date.parse(from) <= now && now < Date.parse(to))?.account_id;
  return (
    <div className="on-call-layer">
      <span title={layer}>{layer}</span>
      <ol aria-label={layer}>
        {shifts.map((shift) => (
          <ShiftBlock
            key={shift.from}
            {...{ shift, week, zone }}
            tone={shift.account_id === onCallNow ? "now" : "usual"}
          />
        ))}
      </ol>
    </div>
  );
}

interface ShiftBlockProps extends Pick<OnCallWeekProps, "week" | "zone"> {
  shift: ShiftWire;
  tone: "now" | "usual";
}

function ShiftBlock({ shift, week, zone, tone }: ShiftBlockProps) {
  const { left, width, share } = extentOf(week, shift);
  const words = `${shift.name}, ${intervalWords({ from: new Date(shift.from), to: new Date(shift.to) }, zone)}${shift.is_override ? ", an override" : ""}`;
  const shown = share >= NAME_SHARE ? shift.name : share >= INITIALS_SHARE ? initials(shift.name) : "";
  return (
    <li
      title={words}
      data-tone={tone}
      data-override={shift.is_override || undefined}
      data-long={share >= NAME_SHARE || undefined}
      style={{ left, width: `calc(${width} - 2px)` }}
    >
      <span aria-hidden>{shown}</span>
      <span className="sr-only">{words}</span>
    </li>
  );
}

function spanOf(week: Week, span: { from: string; to: string }) {
  const { left, width } = extentOf(week, span);
  return { left, width };
}

function extentOf(week: Week, { from, to }: { from: string; to: string }) {
  const begins = Math.max(0, placeOf(week, new Date(from)));
  const share = Math.min(1, placeOf(week, new Date(to))) - begins;
  return { left: percent(begins), width: percent(share), share };
}

/** 0 where the week begins, 1 where it ends. */
function placeOf({ from, to }: Week, at: Date): number {
  return (at.getTime() - from.getTime()) / (to.getTime() - from.getTime());
}

function percent(share: number): string {
  return `${(share * 100).toFixed(3)}%`;
}
