import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { isTest, sourceFiles } from "./source-files";

/** What counts in whole days or hours of a clock that never changes. */
const CONSTANT = /\b(?:DAY_MS|HOUR_MS|WEEK_MS)\b|(?<!WALL_)\bDAY_MS\b|86_?400_?000|3_?600_?000|\b24 \* 60 \* 60\b/;
const ZONE = /kernel\/zone"|kernel\/week-hours"|\.\/zone"|\b(?:time)?[zZ]one\b\s*[,:)}]/;

/** Both stand in one file, and apart: how long something lasts or is kept, where the zone is for days or words. */
const APART: Record<string, string> = {
  "db/queries/dashboards/sessions.ts": "a window of 24 hours; the zone names the day of a rate of exchange",
  "db/queries/money.ts": "how long rows settle; the zone names the day of a rate of exchange",
  "lib/alerts/money-over-weeks.ts": "sums of stored hours, which are hours of UTC; weeks go by the wall",
  "lib/dashboards/period.ts": "an example in a refusal",
  "lib/escalation/schema.ts": "the longest delay of a step",
  "lib/replay/notes-of.ts": "how much of a span of 24-hour days is stored; the zone names its first day",
  "lib/server/reporting.ts": "a window of an hour; the zone names the day of a rate of exchange",
  "lib/server/services/alerts/count.ts": "a window of hours asked for by number",
  "lib/server/services/alerts/shortfall.ts": "stored hours and limits; the zone goes to money-over-weeks",
  "lib/server/services/back-tests/run.ts": "days of storage, which are days of UTC",
  "lib/server/services/dashboards/executive-page.ts": "how long a platform keeps every row",
  "lib/server/services/dashboards/operations-page.ts": "the last hour; the zone names the day of a rate of exchange",
  "lib/server/services/live/history.ts": "how long the charts are; the week before goes by the wall",
  "lib/server/services/on-call/read.ts": "how far ahead gaps are looked for",
  "lib/server/services/on-call/read-shifts.ts": "the longest interval",
  "lib/server/services/on-call/tell-hand-offs.ts": "how far back and ahead hand-offs are looked for",
  "lib/server/services/on-call/warn-of-gaps.ts": "how long before a gap it is warned of",
  "lib/silences/read-body.ts": "the longest silence",
};

const zoned = sourceFiles()
  .filter((path) => /^(app|components|lib|db\/queries|inngest)\//.test(path) && !isTest(path))
  .filter((path) => !/-fixture\.tsx?$/.test(path) && path !== "lib/kernel/time.ts");
const both = zoned.filter((path) => {
  const text = readFileSync(path, "utf8");
  return CONSTANT.test(text) && ZONE.test(text);
});

it("no day of 24 hours stands beside a time zone: kernel/zone counts calendar days", () => {
  expect(both.filter((path) => !(path in APART))).toEqual([]);
});

it("every exception is still one", () => {
  expect(Object.keys(APART).filter((path) => !both.includes(path))).toEqual([]);
});
