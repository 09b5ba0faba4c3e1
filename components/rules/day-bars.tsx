"use client";

import { statusOfSeverity } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import type { BackTestResult } from "@/lib/replay/schema";
import type { RuleForm } from "./rule-form";
import { unitOf } from "./words";
import { scaleDays } from "./would-be";

/** One bar a day, as high as its highest reading, coloured by the gravest alert of the day. */
export function DayBars({ days, form }: { days: BackTestResult["days"]; form: RuleForm }) {
  const threshold = Number(form.levels[0]?.threshold.replace(",", ".") || Number.NaN);
  const { bars, limit } = scaleDays(days, threshold);
  const [first, last] = [days.at(0), days.at(-1)];
  const fired = days.filter(({ severity }) => severity !== null);
  const unit = unitOf(form);
  return (
    <figure className="day-bars">
      <div className="day-bars-plot" aria-hidden>
        {days.map(({ day, highest, severity }, index) => (
          <i
            key={day}
            title={`${day}: ${highest === null ? "no reading" : `${Number(highest.toFixed(2))} ${unit}`}`}
            className={severity === null ? undefined : `day-bar-${statusOfSeverity(severity)}`}
            style={{ "--share": bars[index] ?? 0 }}
          />
        ))}
        {limit !== null && <hr className={limitClass(form)} style={{ "--share": limit }} />}
      </div>
      <div className="day-bars-axis" aria-hidden>
        {first !== undefined && <Time at={`${first.day}T12:00:00Z`} show="day" />}
        {last !== undefined && <Time at={`${last.day}T12:00:00Z`} show="day" />}
      </div>
      <figcaption className="sr-only">
        {days.length} days, an alert on {fired.length === 0 ? "none" : fired.map(({ day }) => day).join(", ")}.
      </figcaption>
    </figure>
  );
}

/** In the colour of the mildest level, whose threshold it is. */
function limitClass({ levels }: RuleForm): string | undefined {
  return levels[0] === undefined ? undefined : `st-${statusOfSeverity(levels[0].severity)}`;
}
