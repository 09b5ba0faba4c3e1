import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addMs, DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/kernel/time";
import { WEEKDAYS } from "@/lib/kernel/week";
import type { Layer, Override, Rotation } from "./schema";
import { gapsBetween, onCallAt, shiftsBetween } from "./shifts-between";

const ZONES = ["Europe/Malta", "America/New_York", "America/St_Johns", "Asia/Taipei", "Australia/Lord_Howe"];
/** Days around which clocks change, and one where they do not. */
const DAYS = ["2026-03-08", "2026-03-29", "2026-04-05", "2026-06-15", "2026-10-04", "2026-10-25", "2026-11-01"];

const clock = fc
  .integer({ min: 0, max: 95 })
  .map(
    (quarter) => `${String(Math.floor(quarter / 4)).padStart(2, "0")}:${String((quarter % 4) * 15).padStart(2, "0")}`,
  );
const hours = fc.record({ days: fc.subarray([...WEEKDAYS], { minLength: 1 }), from: clock, to: clock });
const layer = (name: string, restricted: fc.Arbitrary<Layer["hours"]>): fc.Arbitrary<Layer> =>
  fc.record({
    name: fc.constant(name),
    people: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 5 }),
    turnHours: fc.constantFrom(1, 3, 8, 12, 24, 168),
    startsOn: fc.constant("2026-02-20"),
    handOffAt: clock,
    hours: restricted,
  });
const rotationOf = (restricted: fc.Arbitrary<Layer["hours"]>): fc.Arbitrary<Rotation> =>
  fc.record({
    id: fc.constant(1),
    name: fc.constant("Any"),
    zone: fc.constantFrom(...ZONES),
    layers: fc.tuple(layer("First", restricted), layer("Second", restricted)),
    version: fc.constant(1),
  });
const windowStart = fc
  .tuple(fc.constantFrom(...DAYS), fc.integer({ min: -36, max: 12 }))
  .map(([day, hour]) => addMs(new Date(`${day}T00:00:00Z`), hour * HOUR_MS));
const overridesNear = (from: Date): fc.Arbitrary<Override[]> =>
  fc
    .array(fc.tuple(fc.integer({ min: -600, max: 3000 }), fc.integer({ min: 1, max: 2000 })), { maxLength: 4 })
    .map((made) =>
      made.map(([start, length], place) => ({
        id: place + 1,
        rotationId: 1,
        accountId: 90 + place,
        from: addMs(from, start * MINUTE_MS),
        to: addMs(from, (start + length) * MINUTE_MS),
        reason: null,
      })),
    );
const house = (restricted: fc.Arbitrary<Layer["hours"]>) =>
  windowStart.chain((from) =>
    fc.record({ rotation: rotationOf(restricted), overrides: overridesNear(from), from: fc.constant(from) }),
  );

describe("whatever the rotation", () => {
  it("never overlaps the shifts of a layer", () => {
    fc.assert(
      fc.property(house(fc.option(hours)), ({ rotation, overrides, from }) => {
        const shifts = shiftsBetween(rotation, overrides, from, addMs(from, 2 * DAY_MS));
        for (const { name } of rotation.layers) {
          const own = shifts.filter((shift) => shift.layer === name);
          own.forEach((shift, place) => {
            expect(shift.to.getTime()).toBeGreaterThan(shift.from.getTime());
            const next = own[place + 1];
            if (next !== undefined) expect(next.from.getTime()).toBeGreaterThanOrEqual(shift.to.getTime());
          });
        }
      }),
      { numRuns: 150 },
    );
  });

  it("covers every instant of a layer without hours, so there is no gap", () => {
    fc.assert(
      fc.property(house(fc.constant(null)), ({ rotation, overrides, from }) => {
        const to = addMs(from, 2 * DAY_MS);
        for (const { name } of rotation.layers) {
          const own = shiftsBetween(rotation, overrides, from, to).filter((shift) => shift.layer === name);
          expect(own[0]?.from.getTime()).toBeLessThanOrEqual(from.getTime());
          expect(own.at(-1)?.to.getTime()).toBeGreaterThanOrEqual(to.getTime());
          own.slice(1).forEach((shift, place) => {
            expect(shift.from).toEqual(own[place]?.to);
          });
        }
        expect(gapsBetween(rotation, overrides, { from, to })).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it("has on call who the shift that contains the instant names, and nobody in a gap", () => {
    fc.assert(
      fc.property(house(fc.option(hours)), fc.nat(2879), ({ rotation, overrides, from }, minute) => {
        const to = addMs(from, 2 * DAY_MS);
        const at = addMs(from, minute * MINUTE_MS);
        const containing = shiftsBetween(rotation, overrides, from, to).filter((one) => one.from <= at && at < one.to);
        const onCall = onCallAt(rotation, overrides, at);
        expect(onCall).toEqual(
          containing.map(({ layer: name, accountId, isOverride }) => ({ layer: name, accountId, isOverride })),
        );
        const isGap = gapsBetween(rotation, overrides, { from, to }).some((gap) => gap.from <= at && at < gap.to);
        expect(isGap).toBe(onCall.length === 0);
      }),
      { numRuns: 300 },
    );
  });
});
