import { describe, expect, it } from "vitest";
import { describeNextQuiet, nextQuiet, quietUntil } from "./quiet-hours";

const at = (text: string) => new Date(text);
const hours = (zone: string, start = "22:00", end = "08:00") => ({ start, end, zone, days: {} });

describe("quiet hours", () => {
  it.each([
    ["a winter night in London", "Europe/London", "2026-01-10T23:00:00Z", "2026-01-11T08:00:00.000Z"],
    ["after midnight in London", "Europe/London", "2026-01-11T07:59:59Z", "2026-01-11T08:00:00.000Z"],
    ["London, the night clocks go forward", "Europe/London", "2026-03-28T22:00:00Z", "2026-03-29T07:00:00.000Z"],
    ["London, past the skipped hour", "Europe/London", "2026-03-29T01:30:00Z", "2026-03-29T07:00:00.000Z"],
    ["London, the night clocks go back", "Europe/London", "2026-10-24T21:00:00Z", "2026-10-25T08:00:00.000Z"],
    ["London, the hour that comes again", "Europe/London", "2026-10-25T01:30:00Z", "2026-10-25T08:00:00.000Z"],
    ["New York, clocks forward", "America/New_York", "2026-03-08T03:00:00Z", "2026-03-08T12:00:00.000Z"],
    ["New York, clocks back", "America/New_York", "2026-11-01T02:00:00Z", "2026-11-01T13:00:00.000Z"],
    ["Taipei, on London's day of change", "Asia/Taipei", "2026-03-29T14:00:00Z", "2026-03-30T00:00:00.000Z"],
    ["Taipei, on New York's day of change", "Asia/Taipei", "2026-11-01T23:59:00Z", "2026-11-02T00:00:00.000Z"],
  ])("%s end at eight by the clock on the wall", (_, zone, now, until) => {
    expect(quietUntil(hours(zone), at(now))?.toISOString()).toBe(until);
  });

  it.each([
    ["before they begin", "Europe/London", "2026-01-10T21:59:59Z"],
    ["at their very end", "Europe/London", "2026-01-11T08:00:00Z"],
    ["at eight of the day clocks go forward", "Europe/London", "2026-03-29T07:00:00Z"],
    ["at eight of the day clocks go back", "America/New_York", "2026-11-01T13:00:00Z"],
    ["by day in Taipei", "Asia/Taipei", "2026-11-01T13:59:00Z"],
  ])("are not %s", (_, zone, now) => {
    expect(quietUntil(hours(zone), at(now))).toBeNull();
  });

  it("may lie within one day, and are none where none are kept", () => {
    const nap = hours("Asia/Taipei", "13:00", "14:30");
    expect(quietUntil(nap, at("2026-06-01T06:00:00Z"))).toEqual(at("2026-06-01T06:30:00Z"));
    expect(quietUntil(nap, at("2026-06-01T06:30:00Z"))).toBeNull();
    expect(quietUntil(null, at("2026-06-01T06:00:00Z"))).toBeNull();
  });

  it("that end in an hour that comes twice end when it comes first, and do not begin again", () => {
    const early = hours("Europe/London", "22:00", "01:30");
    expect(quietUntil(early, at("2026-10-25T00:15:00Z"))).toEqual(at("2026-10-25T00:30:00Z"));
    expect(quietUntil(early, at("2026-10-25T01:15:00Z"))).toBeNull();
  });

  it("that end in a skipped hour end after the gap; those wholly within it are left out", () => {
    const early = hours("America/New_York", "22:00", "02:30");
    expect(quietUntil(early, at("2026-03-08T06:59:00Z"))).toEqual(at("2026-03-08T07:00:00Z"));
    const within = hours("America/New_York", "02:10", "02:40");
    expect(nextQuiet(within, at("2026-03-08T06:00:00Z"))?.from).toEqual(at("2026-03-09T06:10:00Z"));
  });

  it.each([
    ["2026-11-20T13:00:00Z", "22:00", "08:00", "tonight 22:00 to Saturday 08:00 Europe/Malta, 10 h"],
    ["2026-11-20T23:00:00Z", "22:00", "08:00", "now, until 08:00 Europe/Malta"],
    ["2026-11-20T11:00:00Z", "13:00", "14:30", "today 13:00 to 14:30 Europe/Malta, 1 h 30 min"],
    ["2026-11-20T14:00:00Z", "13:00", "14:00", "tomorrow 13:00 to 14:00 Europe/Malta, 1 h"],
    ["2026-11-20T21:30:00Z", "21:00", "22:00", "tomorrow night 21:00 to 22:00 Europe/Malta, 1 h"],
    ["2027-03-27T13:00:00Z", "22:00", "08:00", "tonight 22:00 to Sunday 08:00 Europe/Malta, 9 h"],
    ["2027-10-30T13:00:00Z", "22:00", "08:00", "tonight 22:00 to Sunday 08:00 Europe/Malta, 11 h"],
  ])("at %s, from %s to %s, are %s", (now, start, end, words) => {
    expect(describeNextQuiet(hours("Europe/Malta", start, end), at(now))).toBe(words);
  });

  it("may differ by weekday, and the next may be days away", () => {
    const none = { mon: null, tue: null, wed: null, thu: null, sun: null };
    const weekend = { ...hours("Europe/Malta"), days: { ...none, sat: { start: "23:00", end: "10:00" } } };
    const monday = at("2026-11-23T12:00:00Z");
    expect(describeNextQuiet(weekend, monday)).toBe("Friday 22:00 to Saturday 08:00 Europe/Malta, 10 h");
    const saturday = at("2026-11-28T12:00:00Z");
    expect(describeNextQuiet(weekend, saturday)).toBe("tonight 23:00 to Sunday 10:00 Europe/Malta, 11 h");
    expect(quietUntil(weekend, at("2026-11-25T23:00:00Z"))).toBeNull();
  });

  it("that run into the next weekday's are one period", () => {
    const own = { ...hours("Europe/Malta"), days: { sat: { start: "07:30", end: "12:00" } } };
    expect(quietUntil(own, at("2026-11-27T22:00:00Z"))).toEqual(at("2026-11-28T11:00:00Z"));
  });

  it("have no words where there are none", () => {
    expect(describeNextQuiet(null, at("2026-11-20T13:00:00Z"))).toBeNull();
  });
});
