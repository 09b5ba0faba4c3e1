import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addMs, DAY_MS, MINUTE_MS } from "@/lib/kernel/time";
import { WEEKDAYS } from "@/lib/kernel/week";
import { minuteOf } from "@/lib/kernel/week-hours";
import { wallTime, weekday } from "@/lib/kernel/zone";
import { nextQuiet, quietUntil } from "./quiet-hours";
import type { QuietHours } from "./schema";

const ZONES = [
  "Europe/Malta",
  "Europe/London",
  "America/New_York",
  "America/St_Johns",
  "Asia/Taipei",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "UTC",
];

const time = fc
  .integer({ min: 0, max: 24 * 60 - 1 })
  .map((minute) => `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`);
const span = fc.tuple(time, time).filter(([start, end]) => start !== end);
const days = fc.dictionary(fc.constantFrom(...WEEKDAYS), fc.option(span.map(([start, end]) => ({ start, end }))), {
  maxKeys: 7,
});
const quiet = fc
  .record({ zone: fc.constantFrom(...ZONES), usual: span, days })
  .map(({ zone, usual: [start, end], days: own }): QuietHours => ({ start, end, zone, days: own }));
/** Half of them within two days of a change of clocks in one of the zones. */
const CHANGES = ["2027-03-14", "2027-03-28", "2027-04-03", "2027-10-02", "2027-10-31", "2027-11-07"];
const instant = fc.oneof(
  fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2028, 0, 1) }).map((ms) => new Date(ms)),
  fc
    .tuple(fc.constantFrom(...CHANGES), fc.integer({ min: -2 * 24 * 60, max: 2 * 24 * 60 }))
    .map(([day, minutes]) => addMs(new Date(day), minutes * MINUTE_MS)),
);

/** Every end there is on some weekday, as minutes of the day. */
const endsOf = ({ end, days: own }: QuietHours) =>
  [end, ...Object.values(own).flatMap((hours) => hours?.end ?? [])].map(minuteOf);

describe("quiet hours of any zone, weekday and instant", () => {
  it("end after now, and are not quiet then", () => {
    fc.assert(
      fc.property(quiet, instant, (hours, now) => {
        const until = quietUntil(hours, now);
        if (until === null) return;
        expect(until.getTime()).toBeGreaterThan(now.getTime());
        // Seven weekdays may overlap so that it is never over; what is held then leaves after a week all the same.
        if (until < addMs(now, 6 * DAY_MS)) expect(quietUntil(hours, until)).toBeNull();
        expect(until.getTime()).toBeLessThan(addMs(now, 11 * DAY_MS).getTime());
      }),
      { numRuns: 500 },
    );
  });

  it("end when the wall's clock shows an end, or first shows more than an end it skips", () => {
    fc.assert(
      fc.property(quiet, instant, (hours, now) => {
        const until = quietUntil(hours, now);
        if (until === null) return;
        const wall = wallTime(until, hours.zone);
        const before = wallTime(addMs(until, -1), hours.zone);
        const minutes = wall.hour * 60 + wall.minute;
        const skippedFrom = before.hour * 60 + before.minute;
        expect(endsOf(hours).some((end) => end === minutes || (end > skippedFrom && end <= minutes))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("are over once they are over, and quiet all the way until then", () => {
    fc.assert(
      fc.property(quiet, instant, fc.double({ min: 0, max: 1, noNaN: true }), (hours, now, part) => {
        const until = quietUntil(hours, now);
        if (until === null) return;
        const between = new Date(Math.floor(now.getTime() + part * (until.getTime() - now.getTime() - 1)));
        expect(quietUntil(hours, between)).not.toBeNull();
        const period = nextQuiet(hours, now);
        expect(period?.from.getTime()).toBeLessThanOrEqual(now.getTime());
        expect(period?.to).toEqual(until);
      }),
      { numRuns: 400 },
    );
  });

  it("begin on no weekday that has none", () => {
    fc.assert(
      fc.property(quiet, instant, (hours, now) => {
        const period = nextQuiet(hours, now);
        if (period === null) {
          expect(WEEKDAYS.every((day) => hours.days[day] === null)).toBe(true);
          return;
        }
        const day = WEEKDAYS[weekday(period.from, hours.zone)] ?? "sun";
        expect(hours.days[day]).not.toBeNull();
      }),
      { numRuns: 400 },
    );
  });
});
