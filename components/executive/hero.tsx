import { Delta } from "@/components/ui/delta";
import { formatMoney, formatNumber, formatShortMoney } from "@/components/ui/figure";
import { HourBars } from "@/components/ui/hour-bars";
import { Time } from "@/components/ui/time";
import { compareHours } from "@/lib/dashboards/compare-hours";

export interface HourOfDay {
  /** `00` … `23` in the reporting zone. */
  name: string;
  ggr: number | null;
  dayBefore: number | null;
}

interface HeroProps {
  ggr: number;
  currency: string;
  hours: readonly HourOfDay[];
  /** When the figures were read. */
  at: string;
  zone: string;
}

/** What was made today, in one figure and by hour. */
export function ExecutiveHero({ ggr, currency, hours, at, zone }: HeroProps) {
  const sign = (value: number) => formatMoney(value.toFixed(8), currency);
  const compared = compareHours(hours);
  return (
    <section className="panel" aria-label="GGR today">
      <div className="px-[16px] pt-[16px] pb-[8px]">
        <p className="text-13 text-text-2">
          GGR today until <Time at={at} show="minute" />
        </p>
        <p className="font-semibold text-40 text-figure tracking-[-0.035em]">{sign(ggr)}</p>
        <p className="flex flex-wrap items-center gap-x-[6px] text-13 text-text-2">
          {compared === null ? (
            `No gain of the same hours yesterday to compare with. The day begins at midnight ${zone}.`
          ) : (
            <>
              <Delta change={compared.percent} text={`${formatNumber(Math.abs(compared.percent), 1)} %`} />
              against the same {compared.hours === 1 ? "hour" : `${compared.hours} hours`} yesterday (
              {sign(compared.before)})
            </>
          )}
        </p>
      </div>
      <ul className="legend px-[16px] pb-[4px]">
        <li>
          <i className="swatch-bar" style={{ "--swatch": "var(--money)" }} />
          today, by hour
        </li>
        <li>
          <i className="swatch-dashed" style={{ "--swatch": "var(--money)" }} />
          yesterday, for hours to come
        </li>
      </ul>
      <HourBars
        label={`GGR by hour in ${currency}`}
        bars={hours.map(({ name, ggr: value, dayBefore }, index) => ({
          name,
          isTick: index % 4 === 0,
          value,
          before: dayBefore,
        }))}
        format={(value) => shortOnAxis(value, currency)}
      />
    </section>
  );
}

/** A currency whose sign is a word is named by the figure above; on the axis it would break the line. */
function shortOnAxis(value: number, currency: string): string {
  return formatShortMoney(value, currency).replace(`${currency} `, "");
}
