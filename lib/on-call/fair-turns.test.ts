import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WEEKDAYS } from "@/lib/kernel/week";
import { localDate } from "@/lib/kernel/zone";
import { rotationFindings } from "./rotation-findings";
import { aLayer, aRotation } from "./rotation-fixture";
import type { Layer } from "./schema";
import { turnsBetween } from "./turns-between";

const at = (text: string) => new Date(text);
const OFFICE = { days: ["mon", "tue", "wed", "thu", "fri"] as const, from: "09:00", to: "17:00" };
const office = { ...OFFICE, days: [...OFFICE.days] };
const seven = [1, 2, 3, 4, 5, 6, 7];
const turnsOf = (changes: Partial<Layer>, from: string, to: string, zone = "Europe/Malta") => {
  const layer = aLayer(changes);
  return turnsBetween(aRotation({ zone, layers: [layer] }), layer, { from: at(from), to: at(to) });
};
const named = (id: number) => `P${id}`;
const findingsOf = (changes: Partial<Layer>) => rotationFindings(aRotation({ layers: [aLayer(changes)] }), named);

describe("turns in closed hours", () => {
  it("are nobody's: seven people share the days of the office in turn", () => {
    const shifts = turnsOf(
      { people: seven, hours: office, handOffAt: "00:00" },
      "2026-11-16T00:00Z",
      "2026-12-04T23:00Z",
    );
    expect(shifts.map(({ accountId }) => accountId)).toEqual([1, 2, 3, 4, 5, 6, 7, 1, 2, 3, 4, 5, 6, 7, 1]);
    expect(localDate(shifts[5]?.from ?? at("1970-01-01"), "Europe/Malta")).toBe("2026-11-23");
  });

  it("are skipped as well by half-day turns, of which only the day's counts", () => {
    const shifts = turnsOf({ people: [1, 2], turnHours: 12, hours: office }, "2026-11-16T00:00Z", "2026-11-20T23:00Z");
    expect(shifts.map(({ accountId }) => accountId)).toEqual([1, 2, 1, 2, 1]);
  });

  it("do not depend on where one begins to look, years later too", () => {
    const changes = { people: seven, hours: office, startsOn: "2020-01-01" };
    const all = turnsOf(changes, "2026-10-01T00:00Z", "2026-12-31T00:00Z");
    const some = turnsOf(changes, "2026-11-20T00:00Z", "2026-12-31T00:00Z");
    expect(all.slice(-some.length)).toEqual(some);
    for (const [index, { accountId }] of all.slice(1).entries())
      expect(accountId).toBe(((all[index]?.accountId ?? 0) % 7) + 1);
  });

  it("leave nobody out, whatever the hours, the turn and the number of people", () => {
    const days = fc.subarray([...WEEKDAYS], { minLength: 1 });
    const hour = fc.integer({ min: 0, max: 23 }).map((one) => `${String(one).padStart(2, "0")}:00`);
    fc.assert(
      fc.property(
        fc.record({ days, from: hour, to: hour }),
        fc.constantFrom(1, 5, 8, 12, 24, 36, 48, 168),
        fc.integer({ min: 1, max: 7 }),
        hour,
        (hours, turnHours, count, handOffAt) => {
          const changes = { hours, turnHours, handOffAt, people: seven.slice(0, count) };
          expect(findingsOf(changes).filter((one) => one.includes("never"))).toEqual([]);
          const shifts = turnsOf(changes, "2026-11-16T00:00Z", "2027-01-25T00:00Z", "UTC");
          expect(new Set(shifts.map(({ accountId }) => accountId)).size).toBe(count);
          // One person's pieces of a turn follow each other, and then it is the next one's.
          for (const [index, { accountId }] of shifts.slice(1).entries())
            expect([shifts[index]?.accountId, ((shifts[index]?.accountId ?? 0) % count) + 1]).toContain(accountId);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("what is unfair about a rotation", () => {
  it("is nothing where turns and people do not fit the week", () => {
    expect(findingsOf({})).toEqual([]);
    expect(findingsOf({ people: seven, hours: office })).toEqual([]);
    expect(findingsOf({ turnHours: 168 })).toEqual([]);
    expect(findingsOf({ people: seven, hours: { ...office, days: ["sat"] } })).toEqual([]);
  });

  it.each([
    [{ people: seven }, "Everybody is always on call on the same weekday, such as P1 on Mondays."],
    [
      { people: [1, 2, 3, 4, 5], hours: office, handOffAt: "00:00" },
      "Everybody is always on call on the same weekday, such as P1 on Mondays.",
    ],
    [{ people: [1, 2, 3, 3, 3, 3, 3] }, "Always on call on the same weekday: P1 on Mondays and P2 on Tuesdays."],
  ])("is the same weekday for ever: %o", (changes, sentence) => {
    expect(findingsOf(changes)[0]).toContain(sentence);
  });

  it("is a ring so long that somebody has no shift within a year", () => {
    const people = Array.from({ length: 15 }, (_, index) => index + 1);
    expect(findingsOf({ people, turnHours: 672 })).toEqual(["P15 never gets a shift within a year."]);
  });
});
