import { expect, it } from "vitest";
import { HOUR_MS } from "@/lib/kernel/time";
import { weekOf } from "./week-of";

const at = (text: string) => new Date(text);

it("is the week of an instant from Monday's midnight by the wall", () => {
  const week = weekOf("Europe/Malta", 0, at("2026-11-22T23:30Z"));
  expect(week.from).toEqual(at("2026-11-22T23:00Z"));
  expect(week.to).toEqual(at("2026-11-29T23:00Z"));
  expect(week.days.map(({ name }) => name)).toEqual([
    "Mon 23",
    "Tue 24",
    "Wed 25",
    "Thu 26",
    "Fri 27",
    "Sat 28",
    "Sun 29",
  ]);
  expect(weekOf("Europe/Malta", -1, at("2026-11-22T23:30Z")).to).toEqual(week.from);
  expect(weekOf("Europe/Malta", 1, at("2026-11-22T23:30Z")).from).toEqual(week.to);
});

it.each([
  ["Europe/Malta", "2026-03-25T12:00Z", 167],
  ["Europe/Malta", "2026-10-21T12:00Z", 169],
  ["America/New_York", "2026-03-04T12:00Z", 167],
  ["America/New_York", "2026-10-28T12:00Z", 169],
  ["Asia/Taipei", "2026-10-28T12:00Z", 168],
])("in %s is %s's week of %i hours", (zone, now, hours) => {
  const { from, to } = weekOf(zone, 0, at(now));
  expect((to.getTime() - from.getTime()) / HOUR_MS).toBe(hours);
});
