import { addMs, floorTo, type Interval, MINUTE_MS, windowBefore } from "@/lib/kernel/time";
import { startOfDay } from "@/lib/kernel/zone";
import type { MetricWindow } from "./catalogue";

const EPOCH = new Date(0);

interface WindowOptions {
  /** IANA zone whose midnight begins "today". */
  zone: string;
  at: Date;
}

/** The half-open interval a metric is measured over at `at`; an instant's is empty. */
export function windowOf(window: MetricWindow, { zone, at }: WindowOptions): Interval {
  switch (window.kind) {
    case "length":
      return windowBefore(at, window.ms);
    case "today":
      return { from: startOfDay(at, zone), to: at };
    case "whole":
      return { from: EPOCH, to: at };
    case "instant":
      return { from: at, to: at };
  }
}

/** The instants of collection in the minute of `now`: multiples of the interval since the epoch, so that they are even across minutes. */
export function ticksOfMinute(intervalMs: number, now: Date): Date[] {
  const minute = floorTo(now, MINUTE_MS).getTime();
  const ticks: Date[] = [];
  for (let at = Math.ceil(minute / intervalMs) * intervalMs; at < minute + MINUTE_MS; at += intervalMs) {
    ticks.push(new Date(at));
  }
  return ticks;
}

/** A tick is past once the next one is due: collecting it then would only delay that one. */
export function isTickPast(tick: Date, intervalMs: number, now: Date): boolean {
  return now.getTime() >= addMs(tick, intervalMs).getTime();
}

/** The first collection of each minute also keeps the series by brand and provider. */
export function isLabelledTick(at: Date, intervalMs: number): boolean {
  return floorTo(at, MINUTE_MS).getTime() !== floorTo(addMs(at, -intervalMs), MINUTE_MS).getTime();
}

/** When a collecting run begins: each minute, or every so many where the interval is minutes. */
export function collectionCron(intervalMs: number): string {
  const minutes = intervalMs / MINUTE_MS;
  return minutes > 1 ? `*/${minutes} * * * *` : "* * * * *";
}
