import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRetryAfter } from "./retry-after";
import { DAY_MS } from "./time";

const now = new Date("2026-11-20T09:00:00Z");

describe("Retry-After", () => {
  it.each([
    ["seconds", "30", 30_000],
    ["seconds with blanks around", " 7 ", 7000],
    ["a number", 12, 12_000],
    ["no wait", "0", 0],
    ["nearly a day", "82800", 82_800_000],
    ["more than a day", "86401", DAY_MS],
    ["very many digits", "9".repeat(60), DAY_MS],
    ["a date", "Fri, 20 Nov 2026 09:01:30 GMT", 90_000],
    ["a date of RFC 850", "Friday, 20-Nov-26 09:01:30 GMT", 90_000],
    ["a date of asctime", "Fri Nov 20 09:01:30 2026", 90_000],
    ["a date of asctime early in the month", "Tue Dec  1 09:00:00 2026", DAY_MS],
    ["a date in 2099", "Thu, 31 Dec 2099 23:59:59 GMT", DAY_MS],
    ["a date that is past", "Fri, 20 Nov 2026 08:00:00 GMT", 0],
    ["a date of the century before", "Sunday, 06-Nov-94 08:49:37 GMT", 0],
  ])("is read when it is %s", (_what, header, expected) => {
    expect(parseRetryAfter(header, now)).toBe(expected);
  });

  it.each([
    null,
    undefined,
    "",
    "1e9",
    "-5",
    "+5",
    "1.5",
    "0x10",
    "NaN",
    "Infinity",
    "soon",
    "5, 6",
    "٣",
    "2026-11-20T10:00:00Z",
    "Fri, 31 Feb 2027 09:00:00 GMT",
    "Fri, 20 Nov 2026 25:00:00 GMT",
    "Fri, 20 Foo 2026 09:00:00 GMT",
    "7".repeat(1_000_000),
    Number.NaN,
    Number.POSITIVE_INFINITY,
    -3,
    1e300,
  ])("is ignored when it is none, like %j", (header) => {
    expect(parseRetryAfter(header, now)).toBeNull();
  });

  it("is null or from 0 to a day, whatever it says", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.double()), (header) => {
        const waitMs = parseRetryAfter(header, now) ?? 0;
        expect(waitMs >= 0 && waitMs <= DAY_MS).toBe(true);
      }),
    );
  });
});
