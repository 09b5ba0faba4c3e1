"use client";

import { useZone } from "@/components/ui/clock";
import { Time } from "@/components/ui/time";
import { calendarDaysOf, instantOn } from "@/lib/kernel/zone";

interface DayScaleProps {
  /** ISO 8601: where the scale begins. */
  at: string;
  spanMs: number;
  /** The grid it stands in. */
  row: string;
}

/** Every other midnight of the viewer's own days, where it lies on a scale of time. */
export function DayScale({ at, spanMs, row }: DayScaleProps) {
  const zone = useZone();
  const from = new Date(at).getTime();
  const days = calendarDaysOf({ from: new Date(from), to: new Date(from + spanMs) }, zone);
  const midnights = days.slice(1).filter((_, index) => index % 2 === 0);
  return (
    <div className={`${row} max-md:hidden`} aria-hidden>
      <span />
      <div className="relative h-[16px] text-11 text-text-3" suppressHydrationWarning>
        {midnights.map((day) => {
          const midnight = instantOn(day, 0, zone);
          return (
            <span
              key={day}
              className="absolute"
              style={{ left: `${(100 * (midnight.getTime() - from)) / spanMs}%` }}
              suppressHydrationWarning
            >
              <Time at={midnight} show="day" />
            </span>
          );
        })}
      </div>
    </div>
  );
}
