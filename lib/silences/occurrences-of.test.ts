import { describe, expect, it } from "vitest";
import { hidesUntil, nextOccurrence, occurrencesOf } from "./occurrences-of";
import { refuseRecurrence } from "./recurrence";
import { aSilence } from "./silence-fixture";

const at = (text: string) => new Date(text);
const shown = (intervals: readonly { from: Date; to: Date }[]) =>
  intervals.map(({ from, to }) => `${from.toISOString().slice(0, 16)}/${to.toISOString().slice(0, 16)}`);
const daily = (from: string, to: string, timeZone: string) =>
  aSilence({ startsAt: at(from), endsAt: at(to), recurrence: "FREQ=DAILY", timeZone });

describe("a daily window keeps its clock times", () => {
  it.each([
    [
      "Malta, forward: 04:00 stays 04:00",
      "Europe/Malta",
      "2026-03-27T03:00Z",
      "2026-03-27T04:00Z",
      "2026-03-28T12:00Z",
      ["2026-03-29T02:00/2026-03-29T03:00", "2026-03-30T02:00/2026-03-30T03:00"],
    ],
    [
      "Malta, forward: the skipped hour does not happen",
      "Europe/Malta",
      "2026-03-27T01:00Z",
      "2026-03-27T02:00Z",
      "2026-03-28T12:00Z",
      ["2026-03-30T00:00/2026-03-30T01:00"],
    ],
    [
      "Malta, forward: one that begins in the skipped hour begins after it",
      "Europe/Malta",
      "2026-03-27T01:00Z",
      "2026-03-27T03:30Z",
      "2026-03-28T12:00Z",
      ["2026-03-29T01:00/2026-03-29T02:30", "2026-03-30T00:00/2026-03-30T02:30"],
    ],
    [
      "Malta, back: 02:00 to 03:00 has the doubled hour twice",
      "Europe/Malta",
      "2026-10-23T00:00Z",
      "2026-10-23T01:00Z",
      "2026-10-24T12:00Z",
      ["2026-10-25T00:00/2026-10-25T02:00", "2026-10-26T01:00/2026-10-26T02:00"],
    ],
    [
      "New York, forward",
      "America/New_York",
      "2026-03-06T07:00Z",
      "2026-03-06T08:00Z",
      "2026-03-07T12:00Z",
      ["2026-03-09T06:00/2026-03-09T07:00"],
    ],
    [
      "New York, forward: over the night it is an hour shorter",
      "America/New_York",
      "2026-03-06T03:00Z",
      "2026-03-06T11:00Z",
      "2026-03-07T12:00Z",
      ["2026-03-08T03:00/2026-03-08T10:00", "2026-03-09T02:00/2026-03-09T10:00"],
    ],
    [
      "New York, back",
      "America/New_York",
      "2026-10-30T05:00Z",
      "2026-10-30T06:00Z",
      "2026-10-31T12:00Z",
      ["2026-11-01T05:00/2026-11-01T07:00", "2026-11-02T06:00/2026-11-02T07:00"],
    ],
    [
      "Taipei, where clocks do not change",
      "Asia/Taipei",
      "2026-03-27T18:00Z",
      "2026-03-27T19:00Z",
      "2026-03-28T12:00Z",
      ["2026-03-28T18:00/2026-03-28T19:00", "2026-03-29T18:00/2026-03-29T19:00"],
    ],
  ])("%s", (_name, zone, from, to, looked, expected) => {
    const window = { from: at(looked), to: new Date(at(looked).getTime() + 47 * 3_600_000) };
    expect(shown(occurrencesOf(daily(from, to, zone), window))).toEqual(expected);
  });
});

describe("occurrences", () => {
  it("that overlap or adjoin are one", () => {
    const silence = daily("2026-11-16T00:00Z", "2026-11-17T06:00Z", "UTC");
    expect(shown(occurrencesOf(silence, { from: at("2026-11-16T00:00Z"), to: at("2026-11-18T00:00Z") }))).toEqual([
      "2026-11-16T00:00/2026-11-20T06:00",
    ]);
  });

  it("end with COUNT and UNTIL, which is an instant whatever the zone", () => {
    const window = { from: at("2026-11-20T00:00Z"), to: at("2026-12-20T00:00Z") };
    const counted = aSilence({ recurrence: "FREQ=DAILY;COUNT=2" });
    expect(occurrencesOf(counted, window)).toHaveLength(2);
    const taipei = aSilence({
      startsAt: at("2026-11-19T18:00Z"),
      endsAt: at("2026-11-19T19:00Z"),
      recurrence: "FREQ=DAILY;UNTIL=20261121T180000Z",
      timeZone: "Asia/Taipei",
    });
    expect(shown(occurrencesOf(taipei, window))).toEqual([
      "2026-11-20T18:00/2026-11-20T19:00",
      "2026-11-21T18:00/2026-11-21T19:00",
    ]);
    expect(nextOccurrence(taipei, at("2026-11-21T18:30Z"))).toBeNull();
  });

  it("follow an interval and days of the month", () => {
    const window = { from: at("2026-11-20T00:00Z"), to: at("2027-01-20T00:00Z") };
    const fortnight = aSilence({ recurrence: "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR" });
    expect(shown(occurrencesOf(fortnight, window)).slice(0, 2)).toEqual([
      "2026-11-20T02:00/2026-11-20T03:00",
      "2026-12-04T02:00/2026-12-04T03:00",
    ]);
    const sundays = aSilence({ recurrence: "FREQ=MONTHLY;BYDAY=1SU" });
    expect(nextOccurrence(sundays, at("2026-11-20T12:00Z"))?.from).toEqual(at("2026-12-06T02:00Z"));
  });

  it("of a recurring one may be lengthened or cut, and the others stay", () => {
    const recurrence = "FREQ=DAILY";
    const extended = aSilence({
      recurrence,
      extension: { from: "2026-11-20T02:50:00.000Z", until: "2026-11-20T03:30:00.000Z" },
    });
    expect(hidesUntil(extended, at("2026-11-20T02:55Z"))).toEqual(at("2026-11-20T03:30Z"));
    expect(hidesUntil(extended, at("2026-11-21T03:10Z"))).toBeNull();
    const cut = aSilence({ recurrence, skippedUntil: at("2026-11-20T02:10Z") });
    expect(hidesUntil(cut, at("2026-11-20T02:10Z"))).toBeNull();
    expect(hidesUntil(cut, at("2026-11-21T02:10Z"))).toEqual(at("2026-11-21T03:00Z"));
  });

  it("are half-open, and none comes after the end by hand", () => {
    expect(hidesUntil(aSilence(), at("2026-11-20T02:00Z"))).toEqual(at("2026-11-20T03:00Z"));
    expect(hidesUntil(aSilence(), at("2026-11-20T03:00Z"))).toBeNull();
    expect(hidesUntil(aSilence({ endedAt: at("2026-11-20T02:30Z") }), at("2026-11-20T02:30Z"))).toBeNull();
  });
});

describe("a recurrence", () => {
  it.each(["FREQ=WEEKLY;BYDAY=WE", "FREQ=DAILY;COUNT=5", "FREQ=MONTHLY;BYDAY=-1SU;INTERVAL=3;UNTIL=20271231T000000Z"])(
    "%s is taken",
    (text) => {
      expect(refuseRecurrence(text)).toBeNull();
    },
  );

  it.each([
    ["FREQ=SECONDLY", "at most once a day"],
    ["FREQ=HOURLY;INTERVAL=1", "at most once a day"],
    ["FREQ=DAILY;BYHOUR=0,1,2", "BYHOUR is not known here"],
    ["FREQ=DAILY;COUNT=999999999", "COUNT must be a whole number from 1 to 1000"],
    ["FREQ=DAILY;INTERVAL=0", "INTERVAL must be a whole number"],
    ["FREQ=DAILY;COUNT=3;UNTIL=20271231T000000Z", "COUNT or UNTIL"],
    ["FREQ=DAILY;UNTIL=soon", "UNTIL must be an instant"],
    ["FREQ=DAILY\nDTSTART:20260101T000000Z", "without blanks|not known|at most once"],
    ["FREQ=WEEKLY;BYDAY=XX", "BYDAY must be weekdays"],
    ["every wednesday", "is no part"],
    [`FREQ=DAILY;BYMONTHDAY=${"1,".repeat(200)}1`, "at most 200 characters"],
  ])("%s is refused in words", (text, words) => {
    expect(refuseRecurrence(text)).toMatch(new RegExp(words));
  });
});
