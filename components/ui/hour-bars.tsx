import { formatNumber } from "./figure";

export interface HourBar {
  /** On the axis, where `isTick`. */
  name: string;
  isTick: boolean;
  /** null: the hour has not begun. */
  value: number | null;
  /** The same hour before, drawn as a rule across the bar, or as an outline where the hour is still to come. */
  before: number | null;
}

interface HourBarsProps {
  label: string;
  bars: readonly HourBar[];
  /** A tick's value as the axis says it. */
  format: (value: number) => string;
  height?: number;
}

const PADDING = { top: 8, bottom: 20, left: 48 };
const TICKS = 3;

/** A day in brass bars, drawn on the server: no JavaScript. A sentence says the same. */
export function HourBars({ label, bars, format, height = 240 }: HourBarsProps) {
  const { low, high, ticks } = scaleOf(bars.flatMap(({ value, before }) => [value ?? 0, before ?? 0]));
  const plot = height - PADDING.top - PADDING.bottom;
  const y = (value: number) => PADDING.top + ((high - value) / (high - low || 1)) * plot;
  return (
    <figure className="px-[12px] pb-[8px]">
      <div className="relative" style={{ height }} aria-hidden>
        {ticks.map((tick) => (
          <div key={tick} className="absolute inset-x-0 border-line border-t" style={{ top: y(tick) }}>
            <span className="absolute -top-[8px] left-0 w-[42px] whitespace-nowrap bg-surface-1 text-right text-11 text-text-3">
              {format(tick)}
            </span>
          </div>
        ))}
        <div className="absolute inset-y-0 right-0 flex" style={{ left: PADDING.left }}>
          {bars.map((bar) => (
            <Bar key={`${bar.name} ${bars.indexOf(bar)}`} bar={bar} y={y} height={height} />
          ))}
        </div>
      </div>
      <figcaption className="sr-only">
        {label}. {bars.map(({ name, value }) => (value === null ? "" : `${name}: ${formatNumber(value)}`)).join(", ")}
      </figcaption>
    </figure>
  );
}

function Bar({
  bar: { name, isTick, value, before },
  y,
  height,
}: {
  bar: HourBar;
  y: (v: number) => number;
  height: number;
}) {
  const shown = value ?? before;
  const top = shown === null ? 0 : Math.min(y(shown), y(0));
  const size = shown === null ? 0 : Math.abs(y(shown) - y(0));
  return (
    <div className="relative flex-1">
      {shown !== null && (
        <div
          className={`absolute inset-x-[12%] ${value === null ? "border border-money border-dashed opacity-60" : "bg-money"}`}
          style={{ top, height: Math.max(size, 1) }}
        />
      )}
      {value !== null && before !== null && (
        <div className="absolute inset-x-0 h-[2px] bg-text-1" style={{ top: y(before) - 1 }} />
      )}
      {isTick && (
        <span className="-translate-x-1/2 absolute left-1/2 text-11 text-text-3" style={{ top: height - 18 }}>
          {name}
        </span>
      )}
    </div>
  );
}

/** Round steps around zero, so that gain and loss stand on one line. */
function scaleOf(values: readonly number[]): { low: number; high: number; ticks: number[] } {
  const top = Math.max(0, ...values);
  const bottom = Math.min(0, ...values);
  const step = niceStep((top - bottom || 1) / TICKS);
  const low = Math.floor(bottom / step) * step;
  const high = Math.ceil(top / step) * step || step;
  const ticks: number[] = [];
  for (let tick = low; tick <= high + step / 2; tick += step) ticks.push(Math.abs(tick) < step / 1e6 ? 0 : tick);
  return { low, high, ticks };
}

function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  return ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
}
