import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import {
  calendarDay,
  calendarDaysOf,
  dayName,
  hourTomorrow,
  instantAt,
  instantOn,
  sameTimeBefore,
  startOfDay,
  wallHoursOf,
  wallMs,
  wallTicks,
  wallTime,
} from "./zone";

const at = (text: string) => new Date(text);

// Half-hour and no clock changes, a skipped day, a reversed summer, midnights that come twice or never, 45-minute offsets.
const ZONES = [
  "Europe/Malta",
  "Europe/London",
  "America/New_York",
  "America/Sao_Paulo",
  "America/Havana",
  "America/St_Johns",
  "Australia/Lord_Howe",
  "Africa/Casablanca",
  "Asia/Kathmandu",
  "Asia/Beirut",
  "Asia/Tehran",
  "Pacific/Apia",
  "Pacific/Chatham",
  "Antarctica/Troll",
  "UTC",
];
const zones = fc.constantFrom(...ZONES);
/** The polyfill looks for changes of clocks two months apart, and misses those around Ramadan in some years. */
const knownToTemporal = fc.constantFrom(...ZONES.filter((zone) => zone !== "Africa/Casablanca"));
const instants = fc.integer({ min: Date.UTC(2005, 0), max: Date.UTC(2032, 0) }).map((ms) => new Date(ms));
const plain = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO("UTC").toPlainDateTime();
const local = (when: Date, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(when.getTime()).toZonedDateTimeISO(zone);

describe("arithmetic of zones agrees with Temporal", () => {
  it("in the clock, its day and the beginning of the day", () => {
    fc.assert(
      fc.property(instants, knownToTemporal, (when, zone) => {
        const there = local(when, zone);
        expect(dayName(calendarDay(when, zone))).toBe(there.toPlainDate().toString());
        expect(wallMs(when, zone)).toBe(there.toPlainDateTime().toZonedDateTime("UTC").epochMilliseconds);
        expect(startOfDay(when, zone).getTime()).toBe(there.startOfDay().epochMilliseconds);
      }),
    );
  });

  it("in the instant of a clock time that exists, the first where it comes twice", () => {
    fc.assert(
      fc.property(instants, knownToTemporal, (wall, zone) => {
        const found = instantAt(wall.getTime(), zone);
        const wanted = plain(wall.getTime());
        const one = wanted.toZonedDateTime(zone, { disambiguation: "earlier" });
        if (one.toPlainDateTime().equals(wanted)) expect(found.getTime()).toBe(one.epochMilliseconds);
        else {
          // Skipped: the first instant after the gap.
          expect(wallMs(found, zone)).toBeGreaterThan(wall.getTime());
          expect(wallMs(new Date(found.getTime() - 1), zone)).toBeLessThan(wall.getTime());
        }
      }),
    );
  });

  it("and with the runtime alone: no earlier instant shows a clock time than the one found", () => {
    fc.assert(
      fc.property(instants, zones, (wall, zone) => {
        const found = instantAt(wall.getTime(), zone).getTime();
        const shown = wallTime(new Date(found), zone);
        const ms = Date.UTC(shown.year, shown.month - 1, shown.day, shown.hour, shown.minute, shown.second);
        expect(ms).toBeGreaterThanOrEqual(Math.floor(wall.getTime() / 1_000) * 1_000);
        for (let before = 1; before <= 12; before += 1)
          expect(wallMs(new Date(found - before * 900_000), zone)).not.toBe(wall.getTime());
      }),
    );
  });
});

describe("calendar days", () => {
  it("are whole around a change of clocks", () => {
    const now = at("2027-03-28T22:30:00Z");
    const span = { from: sameTimeBefore(now, "Europe/Malta", 7), to: now };
    expect(calendarDaysOf(span, "Europe/Malta").map(dayName)).toEqual(
      [22, 23, 24, 25, 26, 27, 28, 29].map((day) => `2027-03-${day}`),
    );
  });

  it("leave out the day that Samoa skipped", () => {
    const span = { from: at("2011-12-29T12:00:00Z"), to: at("2011-12-31T12:00:00Z") };
    expect(calendarDaysOf(span, "Pacific/Apia").map(dayName)).toEqual(["2011-12-29", "2011-12-31", "2012-01-01"]);
    expect(instantOn(calendarDay(at("2011-12-29T12:00:00Z"), "Pacific/Apia") + 1, 600, "Pacific/Apia")).toEqual(
      at("2011-12-30T10:00:00Z"),
    );
  });

  it("follow each other without a hole or a repetition, in any zone", () => {
    fc.assert(
      fc.property(instants, zones, fc.integer({ min: 1, max: 20 }), (to, zone, days) => {
        const all = calendarDaysOf({ from: sameTimeBefore(to, zone, days), to }, zone);
        const starts = all.map((day) => instantOn(day, 0, zone).getTime());
        expect(starts).toEqual([...new Set(starts)].sort((a, b) => a - b));
        for (const start of starts) expect(startOfDay(new Date(start), zone).getTime()).toBe(start);
        for (const [index, start] of starts.slice(1).entries())
          expect(startOfDay(new Date(start - 1), zone).getTime()).toBe(starts[index]);
      }),
    );
  });
});

describe("tomorrow at nine", () => {
  it.each([
    ["Australia/Lord_Howe", "2026-10-03T01:00:00Z", "2026-10-03T22:00:00.000Z"],
    ["Australia/Lord_Howe", "2027-04-03T01:00:00Z", "2027-04-03T22:30:00.000Z"],
    ["Europe/Malta", "2027-03-27T23:30:00Z", "2027-03-29T07:00:00.000Z"],
    ["Asia/Kathmandu", "2026-10-03T01:00:00Z", "2026-10-04T03:15:00.000Z"],
    ["America/Sao_Paulo", "2018-11-03T12:00:00Z", "2018-11-04T11:00:00.000Z"],
    ["Africa/Casablanca", "2026-02-14T12:00:00Z", "2026-02-15T09:00:00.000Z"],
    ["Pacific/Apia", "2011-12-29T20:00:00Z", "2011-12-30T19:00:00.000Z"],
  ])("in %s, from %s, is %s", (zone, now, morning) => {
    expect(hourTomorrow(at(now), zone, 9).toISOString()).toBe(morning);
  });
});

describe("rulers of time", () => {
  it("show whole hours of the wall, however clocks change", () => {
    const day = { from: at("2026-10-03T13:30:00Z"), to: at("2026-10-04T13:00:00Z") };
    const clocks = wallTicks(day, 180, "Australia/Lord_Howe").map((one) =>
      local(one, "Australia/Lord_Howe").toPlainTime().toString({ smallestUnit: "minute" }),
    );
    expect(clocks).toEqual(["00:00", "03:00", "06:00", "09:00", "12:00", "15:00", "18:00", "21:00"]);
  });

  it("cut any span into the clock's hours without a hole", () => {
    fc.assert(
      fc.property(instants, zones, fc.integer({ min: 1, max: 30 * 3_600_000 }), (from, zone, length) => {
        const to = new Date(from.getTime() + length);
        const hours = wallHoursOf({ from, to }, zone);
        expect(hours.at(0)?.from).toEqual(from);
        expect(hours.at(-1)?.to).toEqual(to);
        for (const [index, hour] of hours.slice(1).entries()) expect(hours[index]?.to).toEqual(hour.from);
        for (const hour of hours) expect(hour.to.getTime() - hour.from.getTime()).toBeLessThanOrEqual(3_600_000);
      }),
    );
  });
});
