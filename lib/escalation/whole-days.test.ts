import { describe, expect, it } from "vitest";
import { CalendarDay, TimeOfDay, WeekHours } from "@/lib/kernel/week";
import { hoursOn } from "@/lib/kernel/week-hours";
import { calendarDay } from "@/lib/kernel/zone";
import { openHours } from "@/lib/on-call/open-hours";
import { applyBody, PreferencesBody } from "@/lib/preferences/body";
import { describeNextQuiet, nextQuiet, quietUntil } from "@/lib/preferences/quiet-hours";
import { DEFAULT_PREFERENCES, quietHoursOf } from "@/lib/preferences/wire";
import { isOpen, nextOpening } from "./business-hours";

const at = (text: string) => new Date(text);
const WHOLE = { from: "00:00", to: "24:00" };

describe("00:00 to 24:00", () => {
  it.each([
    ["a usual day", "Europe/Malta", "2026-11-20T12:00Z", 24],
    ["the short day", "Europe/Malta", "2027-03-28T12:00Z", 23],
    ["the long day", "Europe/Malta", "2026-10-25T12:00Z", 25],
    ["Lord Howe's short day", "Australia/Lord_Howe", "2026-10-04T00:00Z", 23.5],
    ["a day whose midnight is skipped", "America/Sao_Paulo", "2018-11-04T12:00Z", 23],
  ])("is all of %s", (_, zone, noon, hours) => {
    const { from, to } = hoursOn(WHOLE, calendarDay(at(noon), zone), zone);
    expect((to.getTime() - from.getTime()) / 3_600_000).toBe(hours);
  });

  it("is a whole quiet day, and the next begins as usual", () => {
    const hours = { start: "22:00", end: "08:00", zone: "UTC", days: { sun: { start: "00:00", end: "24:00" } } };
    expect(quietUntil(hours, at("2026-11-22T15:00Z"))).toEqual(at("2026-11-23T00:00Z"));
    expect(quietUntil(hours, at("2026-11-23T00:00Z"))).toBeNull();
    expect(nextQuiet(hours, at("2026-11-21T15:00Z"))).toEqual({
      from: at("2026-11-21T22:00Z"),
      to: at("2026-11-23T00:00Z"),
    });
  });

  it("is said with the day it ends on, and every day is at all times", () => {
    const now = at("2026-11-20T12:00Z");
    const weekend = { fri: { start: "09:00", end: "24:00" }, sat: { start: "00:00", end: "24:00" }, sun: null };
    const hours = { start: "22:00", end: "23:00", zone: "UTC", days: weekend };
    expect(describeNextQuiet(hours, now)).toBe("now, until Sunday 00:00 UTC");
    const always = { start: "00:00", end: "24:00", zone: "Europe/Malta", days: {} };
    expect(describeNextQuiet(always, now)).toBe("now, at all times Europe/Malta");
  });

  it("is taken by preferences", () => {
    const body = { quiet_hours_enabled: true, quiet_start_time: "00:00", quiet_end_time: "24:00" };
    expect(quietHoursOf(applyBody(DEFAULT_PREFERENCES, PreferencesBody.parse(body)))).toMatchObject({ end: "24:00" });
    expect(PreferencesBody.safeParse({ quiet_start_time: "24:00" }).success).toBe(false);
    expect(PreferencesBody.safeParse({ quiet_days: { sun: { start: "00:00", end: "24:00" } } }).success).toBe(true);
  });

  it("is a whole day of business and of being on call", () => {
    const hours = { days: ["sat" as const], ...WHOLE };
    const business = { zone: "UTC", hours, holidays: [] };
    expect(isOpen(business, at("2026-11-21T23:59Z"))).toBe(true);
    expect(isOpen(business, at("2026-11-22T00:00Z"))).toBe(false);
    expect(nextOpening(business, at("2026-11-22T00:00Z"))).toEqual(at("2026-11-28T00:00Z"));
    expect(openHours({ hours, zone: "UTC" }, { from: at("2026-11-20T00:00Z"), to: at("2026-11-24T00:00Z") })).toEqual([
      { from: at("2026-11-21T00:00Z"), to: at("2026-11-22T00:00Z") },
    ]);
  });

  it("is said by the end of hours only", () => {
    expect(WeekHours.safeParse({ days: ["mon"], ...WHOLE }).success).toBe(true);
    expect(WeekHours.safeParse({ days: ["mon"], from: "24:00", to: "08:00" }).success).toBe(false);
    for (const time of ["24:01", "25:00", "24:00:00", "1:00"])
      expect(WeekHours.safeParse({ days: ["mon"], from: "00:00", to: time }).success).toBe(false);
    expect(TimeOfDay.safeParse("24:00").success).toBe(false);
  });
});

it.each(["2026-06-31", "2027-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "2026-12-25T00:00"])(
  "%s is no day of the calendar",
  (day) => {
    expect(CalendarDay.safeParse(day).success).toBe(false);
  },
);
