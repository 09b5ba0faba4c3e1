import { describe, expect, it } from "vitest";
import { SilenceBody } from "./body";
import { describeSchedule } from "./describe-silence";
import { nextOccurrence, occurrencesOf } from "./occurrences-of";
import { refuseRecurrence } from "./recurrence";
import { aSilence } from "./silence-fixture";

const at = (text: string) => new Date(text);
const NOW = at("2026-11-20T02:30:00Z");
const words = (recurrence: string, startsAt = "2026-11-20T02:00:00Z", timeZone = "UTC") => {
  const starts = at(startsAt);
  const ends = new Date(starts.getTime() + 3_600_000);
  const silence = aSilence({ recurrence, startsAt: starts, endsAt: ends, timeZone });
  return describeSchedule(silence, nextOccurrence(silence, NOW)?.from ?? null);
};

describe("a recurrence is refused by RFC 5545, with the part at fault", () => {
  it.each([
    ["FREQ=MONTHLY;BYMONTHDAY=32", "BYMONTHDAY"],
    ["FREQ=MONTHLY;BYMONTHDAY=0", "BYMONTHDAY"],
    ["FREQ=MONTHLY;BYMONTHDAY=1,,2", "BYMONTHDAY"],
    ["FREQ=WEEKLY;BYMONTHDAY=1", "BYMONTHDAY"],
    ["FREQ=WEEKLY;BYDAY=2WE", "BYDAY"],
    ["FREQ=DAILY;BYDAY=-1FR", "BYDAY"],
    ["FREQ=MONTHLY;BYDAY=6MO", "BYDAY"],
    ["FREQ=MONTHLY;BYDAY=0MO", "BYDAY"],
    ["FREQ=YEARLY;BYDAY=54MO", "BYDAY"],
    ["FREQ=WEEKLY;BYDAY=MON", "BYDAY"],
    ["FREQ=WEEKLY;BYDAY=MO,", "BYDAY"],
    ["FREQ=YEARLY;BYMONTH=13", "BYMONTH"],
    ["FREQ=YEARLY;BYMONTH=-1", "BYMONTH"],
    ["FREQ=MONTHLY;BYSETPOS=-1", "BYSETPOS"],
    ["FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0", "BYSETPOS"],
    ["FREQ=MONTHLY;BYDAY=MO;BYSETPOS=367", "BYSETPOS"],
    ["FREQ=WEEKLY;WKST=XX", "WKST"],
    ["FREQ=DAILY;INTERVAL=0", "INTERVAL"],
    ["FREQ=DAILY;INTERVAL=-1", "INTERVAL"],
    ["FREQ=DAILY;INTERVAL=1.5", "INTERVAL"],
    ["FREQ=DAILY;COUNT=0", "COUNT"],
    ["FREQ=DAILY;COUNT=2;UNTIL=20270101T000000Z", "COUNT or UNTIL"],
    ["FREQ=DAILY;UNTIL=20260631T000000Z", "UNTIL"],
    ["FREQ=DAILY;UNTIL=20260630T240000Z", "UNTIL"],
    ["FREQ=DAILY;UNTIL=20270229", "UNTIL"],
    ["FREQ=DAILY;UNTIL=20271231T000000", "UNTIL"],
    ["FREQ=DAILY;FREQ=WEEKLY", "FREQ is given twice"],
    ["FREQ=WEEKLY;BYDAY=MO;BYDAY=TU", "BYDAY is given twice"],
    ["FREQ=WEEKLY; BYDAY=MO", "BYDAY must be written without blanks"],
    ["FREQ=WEEKLY;BYDAY=MO, WE", "BYDAY must be written without blanks"],
    ["FREQ=WEEKLY;", '"" is no part'],
    ["FREQ=", "is no part"],
    ["BYDAY=MO", "FREQ"],
    ["FREQ=DAILY;BYHOUR=3", "BYHOUR is not known here"],
    ["FREQ=DAILY;X-OWN=3", "X-OWN is not known here"],
    ["FREQ=YEARLY;BYWEEKNO=20", "BYWEEKNO is not known here"],
  ])("%s: %s", (text, part) => {
    expect(refuseRecurrence(text)).toContain(part);
    const body = { reason: "x", matchers: [], duration_minutes: 60, recurrence: text };
    const issues = SilenceBody.safeParse(body).error?.issues.map(({ path }) => path.join("."));
    expect(issues).toContain("recurrence");
  });

  it.each([
    "FREQ=MONTHLY;BYMONTHDAY=-31",
    "FREQ=MONTHLY;BYMONTHDAY=01",
    "FREQ=MONTHLY;BYDAY=+1SU",
    "FREQ=YEARLY;BYDAY=53MO",
  ])("%s is none to refuse", (text) => {
    expect(refuseRecurrence(text)).toBeNull();
  });

  it("takes names in lower case, as the RFC does", () => {
    const body = { reason: "x", matchers: [{ label: "brand", operator: "=", value: "aurora" }] };
    expect(SilenceBody.parse({ ...body, recurrence: "rrule:freq=weekly;byday=we" }).recurrence).toBe(
      "FREQ=WEEKLY;BYDAY=WE",
    );
  });
});

describe("an UNTIL in the year 9999", () => {
  it.each(["UTC", "Europe/Malta", "Pacific/Kiritimati", "America/New_York"])("is for ever in %s", (timeZone) => {
    const recurrence = "FREQ=DAILY;UNTIL=99991231T235959Z";
    const silence = aSilence({ recurrence, timeZone });
    expect(words(recurrence, "2026-11-20T02:00:00Z", timeZone)).toMatch(/^Every day .*, for ever$/);
    expect(occurrencesOf(silence, { from: at("2040-01-01T00:00Z"), to: at("2040-01-08T00:00Z") })).toHaveLength(7);
  });
});

describe("a recurrence in words", () => {
  it.each([
    ["FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "Every last weekday of the month 02:00 to 03:00 UTC"],
    ["FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=1", "Every first weekend day of the month 02:00 to 03:00 UTC"],
    ["FREQ=MONTHLY;BYDAY=FR;BYSETPOS=2", "Every second Fri of the month 02:00 to 03:00 UTC"],
    ["FREQ=MONTHLY;BYDAY=MO,TH;BYSETPOS=1", "Every first Mon or Thu of the month 02:00 to 03:00 UTC"],
    ["FREQ=MONTHLY", "Every month on day 20 02:00 to 03:00 UTC"],
    ["FREQ=MONTHLY;BYMONTHDAY=1,15", "Every month on day 1 and day 15 02:00 to 03:00 UTC"],
    ["FREQ=MONTHLY;BYMONTHDAY=-1", "Every month on the last day 02:00 to 03:00 UTC"],
    ["FREQ=MONTHLY;BYMONTHDAY=31", "Every month on day 31, where the month has it, 02:00 to 03:00 UTC"],
    ["FREQ=YEARLY", "Every year on day 20 in Nov 02:00 to 03:00 UTC"],
    ["FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "Every year on every last Sun in Mar 02:00 to 03:00 UTC"],
    ["FREQ=DAILY;BYDAY=MO,TU", "Every Mon and Tue 02:00 to 03:00 UTC"],
    ["FREQ=WEEKLY;BYDAY=WE;BYMONTH=6,7", "Every Wed in Jun and Jul 02:00 to 03:00 UTC"],
    ["FREQ=DAILY;COUNT=3", "Every day 02:00 to 03:00 UTC, 3 times"],
  ])("%s is: %s", (recurrence, sentence) => {
    expect(words(recurrence)).toBe(sentence);
  });

  it.each([
    ["FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "2027-08-13"],
    ["FREQ=YEARLY;BYDAY=20MO", "2027-05-17"],
    ["FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1,-1", "2026-11-30"],
    ["FREQ=MONTHLY;INTERVAL=2;BYMONTH=1,3", "2027-01-20"],
    ["FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SU;WKST=SU", "2026-11-29"],
  ])("%s has no short sentence: it is custom, with the next five dates", (recurrence, first) => {
    const sentence = words(recurrence);
    expect(sentence).toContain(`custom: ${recurrence}, 02:00 to 03:00 UTC; next on ${first}`);
    expect(sentence.split("next on ")[1]?.split(", ")).toHaveLength(5);
  });
});
