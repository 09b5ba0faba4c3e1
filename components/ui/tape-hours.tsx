"use client";

import { wallTicks } from "@/lib/kernel/zone";
import { useZone } from "./clock";
import { formatTime, type Instant } from "./time";

const STEP_MINUTES = 180;
/** 24 hours, whatever clocks do: a tape is cut by length, its hours are named by the wall. */
const TAPE_MS = 1_440 * 60_000;
/** A label is kept this far from the beginning, and half as far from the end. */
const END_MS = TAPE_MS / 24;

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
          style={{ left: `${((at - end + TAPE_MS) / TAPE_MS) * 100}%` }}
        >
          {formatTime(at, "minute", zone)}
        </time>
      ))}
    </span>
  );
}

/** Multiples of three hours of local time, clear of both ends so that no label is cut. */
function hours(end: number, zone: string): number[] {
  const clear = { from: new Date(end - TAPE_MS + END_MS), to: new Date(end - END_MS / 2) };
  return wallTicks(clear, STEP_MINUTES, zone).map((at) => at.getTime());
}
