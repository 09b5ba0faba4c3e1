import { describe, expect, it } from "vitest";
import { HOUR_MS } from "@/lib/kernel/time";
import { aLayer, anOverride, aRotation } from "./rotation-fixture";
import type { Override, Rotation } from "./schema";
import { gapsBetween, onCallAt, shiftsBetween } from "./shifts-between";

const at = (text: string) => new Date(text);

/** `1 from 2026-11-16T07:00Z to 2026-11-17T07:00Z`, an override with a star. */
function written(rotation: Rotation, overrides: readonly Override[], from: string, to: string): string[] {
  const minute = (instant: Date) => `${instant.toISOString().slice(0, 16)}Z`;
  return shiftsBetween(rotation, overrides, at(from), at(to)).map(
    (shift) => `${shift.accountId}${shift.isOverride ? "*" : ""} from ${minute(shift.from)} to ${minute(shift.to)}`,
  );
}

describe("the shifts of a rotation", () => {
  it("go round the ring of people, each turn from hand-off to hand-off", () => {
    expect(written(aRotation(), [], "2026-11-16T00:00Z", "2026-11-20T00:00Z")).toEqual([
      "1 from 2026-11-16T07:00Z to 2026-11-17T07:00Z",
      "2 from 2026-11-17T07:00Z to 2026-11-18T07:00Z",
      "3 from 2026-11-18T07:00Z to 2026-11-19T07:00Z",
      "1 from 2026-11-19T07:00Z to 2026-11-20T07:00Z",
    ]);
  });

  it("begin with the layer: nobody is on call before it", () => {
    expect(onCallAt(aRotation(), [], at("2026-11-16T06:59:59Z"))).toEqual([]);
    expect(onCallAt(aRotation(), [], at("2026-11-16T07:00:00Z"))).toMatchObject([{ accountId: 1 }]);
  });

  it.each([
    ["Europe/Malta, the short day", "Europe/Malta", "2026-03-28", 23, "2026-03-29T06:00:00.000Z"],
    ["Europe/Malta, the long day", "Europe/Malta", "2026-10-24", 25, "2026-10-25T07:00:00.000Z"],
    ["America/New_York, the short day", "America/New_York", "2026-03-07", 23, "2026-03-08T12:00:00.000Z"],
    ["America/New_York, the long day", "America/New_York", "2026-10-31", 25, "2026-11-01T13:00:00.000Z"],
    ["Asia/Taipei, which has none", "Asia/Taipei", "2026-03-28", 24, "2026-03-29T00:00:00.000Z"],
  ])("hand off at 08:00 of the wall through a change of clocks: %s", (_name, zone, startsOn, hours, ends) => {
    const rotation = aRotation({ zone, layers: [aLayer({ startsOn })] });
    const [first] = shiftsBetween(rotation, [], at(`${startsOn}T14:00Z`), at(`${startsOn}T14:01Z`));
    expect(first?.to.toISOString()).toBe(ends);
    expect(((first?.to.getTime() ?? 0) - (first?.from.getTime() ?? 0)) / HOUR_MS).toBe(hours);
  });

  it("leave out a turn that lies wholly in the skipped hour, and double the one of the hour that comes twice", () => {
    const hourly = { people: [1, 2, 3, 4, 5, 6, 7], turnHours: 1, handOffAt: "00:00" };
    const spring = aRotation({ layers: [aLayer({ ...hourly, startsOn: "2026-03-29" })] });
    expect(written(spring, [], "2026-03-29T00:00Z", "2026-03-29T02:00Z")).toEqual([
      "2 from 2026-03-29T00:00Z to 2026-03-29T01:00Z",
      "4 from 2026-03-29T01:00Z to 2026-03-29T02:00Z",
    ]);
    const autumn = aRotation({ layers: [aLayer({ ...hourly, startsOn: "2026-10-25" })] });
    expect(written(autumn, [], "2026-10-25T00:00Z", "2026-10-25T02:30Z")).toEqual([
      "3 from 2026-10-25T00:00Z to 2026-10-25T02:00Z",
      "4 from 2026-10-25T02:00Z to 2026-10-25T03:00Z",
    ]);
  });

  it("keep to the layer's hours, over midnight too", () => {
    const hours = { days: ["mon" as const, "tue" as const], from: "20:00", to: "08:00" };
    const rotation = aRotation({ layers: [aLayer({ hours })] });
    expect(written(rotation, [], "2026-11-16T00:00Z", "2026-11-22T00:00Z")).toEqual([
      "1 from 2026-11-16T19:00Z to 2026-11-17T07:00Z",
      "2 from 2026-11-17T19:00Z to 2026-11-18T07:00Z",
    ]);
  });

  it("are one where hours adjoin", () => {
    const hours = { days: ["mon" as const, "tue" as const, "wed" as const], from: "08:00", to: "08:00" };
    const rotation = aRotation({ layers: [aLayer({ turnHours: 168, hours })] });
    expect(written(rotation, [], "2026-11-16T00:00Z", "2026-11-22T00:00Z")).toEqual([
      "1 from 2026-11-16T07:00Z to 2026-11-19T07:00Z",
    ]);
  });
});

describe("an override", () => {
  it("cuts the shifts it lies in, and takes the first layer alone", () => {
    const rotation = aRotation({ layers: [aLayer(), aLayer({ name: "Second", people: [5], turnHours: 168 })] });
    const override = anOverride("2026-11-16T12:00Z", "2026-11-17T10:00Z");
    expect(written(rotation, [override], "2026-11-16T08:00Z", "2026-11-17T12:00Z")).toEqual([
      "1 from 2026-11-16T07:00Z to 2026-11-16T12:00Z",
      "9* from 2026-11-16T12:00Z to 2026-11-17T10:00Z",
      "2 from 2026-11-17T10:00Z to 2026-11-18T07:00Z",
      "5 from 2026-11-16T07:00Z to 2026-11-23T07:00Z",
    ]);
  });

  it("splits a shift in two, and gives way to one that was made later", () => {
    const long = anOverride("2026-11-16T10:00Z", "2026-11-16T20:00Z", { id: 4 });
    const later = anOverride("2026-11-16T12:00Z", "2026-11-16T14:00Z", { id: 7, accountId: 8 });
    for (const overrides of [
      [long, later],
      [later, long],
    ]) {
      expect(written(aRotation(), overrides, "2026-11-16T08:00Z", "2026-11-17T00:00Z")).toEqual([
        "1 from 2026-11-16T07:00Z to 2026-11-16T10:00Z",
        "9* from 2026-11-16T10:00Z to 2026-11-16T12:00Z",
        "8* from 2026-11-16T12:00Z to 2026-11-16T14:00Z",
        "9* from 2026-11-16T14:00Z to 2026-11-16T20:00Z",
        "1 from 2026-11-16T20:00Z to 2026-11-17T07:00Z",
      ]);
    }
  });

  it("is of its own rotation only", () => {
    const foreign = anOverride("2026-11-16T08:00Z", "2026-11-16T20:00Z", { rotationId: 2 });
    expect(onCallAt(aRotation(), [foreign], at("2026-11-16T12:00Z"))).toMatchObject([{ accountId: 1 }]);
  });
});

describe("a gap", () => {
  const hours = { days: ["mon" as const], from: "09:00", to: "17:00" };
  const partTime = aRotation({ layers: [aLayer({ turnHours: 168, hours })] });

  it("is where no layer has anybody", () => {
    expect(gapsBetween(partTime, [], { from: at("2026-11-16T00:00Z"), to: at("2026-11-17T00:00Z") })).toEqual([
      { from: at("2026-11-16T00:00Z"), to: at("2026-11-16T08:00Z") },
      { from: at("2026-11-16T16:00Z"), to: at("2026-11-17T00:00Z") },
    ]);
    const backed = aRotation({ layers: [...partTime.layers, aLayer({ name: "Second", startsOn: "2026-11-01" })] });
    expect(gapsBetween(backed, [], { from: at("2026-11-16T00:00Z"), to: at("2026-11-17T00:00Z") })).toEqual([]);
  });

  it("is where the one on call has no account any more", () => {
    const window = { from: at("2026-11-16T08:00Z"), to: at("2026-11-18T12:00Z") };
    expect(gapsBetween(aRotation(), [], { ...window, isThere: (accountId) => accountId !== 2 })).toEqual([
      { from: at("2026-11-17T07:00Z"), to: at("2026-11-18T07:00Z") },
    ]);
  });

  it("is closed by an override outside of the layer's hours", () => {
    const override = anOverride("2026-11-16T16:00Z", "2026-11-17T00:00Z");
    expect(gapsBetween(partTime, [override], { from: at("2026-11-16T09:00Z"), to: at("2026-11-17T00:00Z") })).toEqual(
      [],
    );
  });
});
