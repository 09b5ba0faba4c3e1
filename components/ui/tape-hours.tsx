"use client";

import { DAY_MS, HOUR_MS } from "@/lib/kernel/time";
import { offsetMinutes } from "@/lib/kernel/zone";
import { useZone } from "./clock";
import { formatTime, type Instant } from "./time";

const STEP_MS = 3 * HOUR_MS;

/** The hours under a tape of 24 h, at every third hour of the viewer's own clock. */
export function TapeHours({ endsAt }: { endsAt: Instant }) {
  const zone = useZone();
  const end = new Date(endsAt).getTime();
  return (
    <span suppressHydrationWarning>
      {hours(end, zone).map((at) => (
        <time
          key={at}
          dateTime={new Date(at).toISOString()}
          style={{ left: `${((at - end + DAY_MS) / DAY_MS) * 100}%` }}
        >
          {formatTime(at, "minute", zone)}
        </time>
      ))}
    </span>
  );
}

/** Multiples of three hours of local time, clear of both ends so that no label is cut. */
function hours(end: number, zone: string): number[] {
  const offset = offsetMinutes(new Date(end), zone) * 60_000;
  const first = Math.ceil((end - DAY_MS + HOUR_MS + offset) / STEP_MS) * STEP_MS - offset;
  return Array.from({ length: 8 }, (_, index) => first + index * STEP_MS).filter((at) => at <= end - HOUR_MS / 2);
}
