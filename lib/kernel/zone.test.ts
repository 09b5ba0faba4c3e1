import { describe, expect, it } from "vitest";
import {
  hourName,
  hourTomorrow,
  instantAt,
  isTimeZone,
  localDate,
  offsetMinutes,
  startOfDay,
  wallTime,
  weekday,
} from "./zone";

const at = (text: string) => new Date(text);

describe("zones", () => {
  it("knows IANA names", () => {
    expect(isTimeZone("Europe/Malta")).toBe(true);
    expect(isTimeZone("Mars/Olympus")).toBe(false);
  });

  it.each([
    ["2026-07-01T12:00:00Z", "Europe/Malta", 120],
    ["2026-01-01T12:00:00Z", "Europe/Malta", 60],
    ["2026-01-01T12:00:00Z", "America/St_Johns", -210],
    ["2026-01-01T12:00:00Z", "Asia/Taipei", 480],
  ])("at %s %s is %d minutes ahead", (instant, zone, minutes) => {
    expect(offsetMinutes(at(instant), zone)).toBe(minutes);
  });

  it.each([
    ["Europe/London, clocks forward", "2026-03-29T12:00:00Z", "Europe/London", "2026-03-29T00:00:00.000Z"],
    ["Europe/London, the day after", "2026-03-30T12:00:00Z", "Europe/London", "2026-03-29T23:00:00.000Z"],
    ["Europe/London, clocks back", "2026-10-25T12:00:00Z", "Europe/London", "2026-10-24T23:00:00.000Z"],
    ["America/New_York, clocks forward", "2026-03-08T18:00:00Z", "America/New_York", "2026-03-08T05:00:00.000Z"],
    ["America/New_York, clocks back", "2026-11-01T18:00:00Z", "America/New_York", "2026-11-01T04:00:00.000Z"],
    ["Asia/Taipei, no daylight saving", "2026-03-29T18:00:00Z", "Asia/Taipei", "2026-03-29T16:00:00.000Z"],
    ["Santiago, where midnight is skipped", "2026-09-06T15:00:00Z", "America/Santiago", "2026-09-06T04:00:00.000Z"],
    ["UTC", "2026-11-20T03:10:00Z", "UTC", "2026-11-20T00:00:00.000Z"],
  ])("the day begins: %s", (_name, instant, zone, start) => {
    expect(startOfDay(at(instant), zone).toISOString()).toBe(start);
  });

  it.each([
    ["Europe/London", "2026-03-28T22:00:00Z", "2026-03-29T07:00:00.000Z"],
    ["Europe/London", "2026-10-24T22:00:00Z", "2026-10-25T08:00:00.000Z"],
    ["America/New_York", "2026-03-07T22:00:00Z", "2026-03-08T12:00:00.000Z"],
    ["America/New_York", "2026-10-31T22:00:00Z", "2026-11-01T13:00:00.000Z"],
    ["Asia/Taipei", "2026-11-20T15:59:00Z", "2026-11-21T00:00:00.000Z"],
  ])("tomorrow at eight in %s, from %s, is %s", (zone, instant, morning) => {
    expect(hourTomorrow(at(instant), zone, 8).toISOString()).toBe(morning);
  });

  it("tells the wall clock, the date and the weekday", () => {
    expect(wallTime(at("2026-11-19T23:30:15Z"), "Europe/Malta")).toEqual({
      year: 2026,
      month: 11,
      day: 20,
      hour: 0,
      minute: 30,
      second: 15,
    });
    expect(localDate(at("2026-11-19T23:30:00Z"), "Europe/Malta")).toBe("2026-11-20");
    expect(weekday(at("2026-11-19T23:30:00Z"), "Europe/Malta")).toBe(5);
    expect(weekday(at("2026-11-19T23:30:00Z"), "UTC")).toBe(4);
    expect(hourName(at("2026-11-19T23:30:00Z"), "Europe/Malta")).toBe("00");
  });
});

it.each([
  [
    "London, the skipped half hour gives the end of the gap",
    "Europe/London",
    "2026-03-29T01:30:00Z",
    "2026-03-29T01:00:00.000Z",
  ],
  [
    "London, the doubled hour gives its first coming",
    "Europe/London",
    "2026-10-25T01:30:00Z",
    "2026-10-25T00:30:00.000Z",
  ],
  ["New York, skipped", "America/New_York", "2026-03-08T02:00:00Z", "2026-03-08T07:00:00.000Z"],
  ["New York, doubled", "America/New_York", "2026-11-01T01:00:00Z", "2026-11-01T05:00:00.000Z"],
  ["New York, an hour after the change", "America/New_York", "2026-03-08T04:00:00Z", "2026-03-08T08:00:00.000Z"],
  ["Taipei, where nothing changes", "Asia/Taipei", "2026-03-29T02:30:00Z", "2026-03-28T18:30:00.000Z"],
])("a clock time as an instant: %s", (_name, zone, wall, instant) => {
  expect(instantAt(at(wall).getTime(), zone).toISOString()).toBe(instant);
});
