import { expect, it } from "vitest";
import { countDays } from "./count-days";

const at = (text: string) => new Date(text);

it("counts each calendar day since this time seven days ago, without a hole over a change of clocks", () => {
  const alerts = ["2027-03-21T23:40:00Z", "2027-03-27T23:30:00Z", "2027-03-28T21:59:00Z", "2027-03-28T22:10:00Z"].map(
    (triggeredAt) => ({ triggeredAt: at(triggeredAt), severity: "warning" as const }),
  );
  const days = countDays(alerts, { days: 7, timeZone: "Europe/Malta" }, at("2027-03-28T22:30:00Z"));
  expect(days.map(({ day, warning }) => `${day.slice(8)}: ${warning}`)).toEqual([
    "22: 1",
    "23: 0",
    "24: 0",
    "25: 0",
    "26: 0",
    "27: 0",
    "28: 2",
    "29: 1",
  ]);
});
