import { describe, expect, it } from "vitest";
import { periodOf } from "./period";

const NOW = new Date("2026-11-20T15:30:00Z");
const at = (text: string) => new Date(text);

describe("the executive's period", () => {
  it("is today, from midnight of the reporting zone", () => {
    expect(periodOf({}, "UTC", NOW)).toEqual({
      kind: "period",
      name: "today",
      from: at("2026-11-20T00:00:00Z"),
      to: NOW,
    });
    expect(periodOf({}, "Asia/Tokyo", NOW)).toMatchObject({ from: at("2026-11-20T15:00:00Z"), to: NOW });
  });

  it.each([
    ["Europe/London", "2026-03-29T12:00:00Z", "2026-03-29T00:00:00Z"],
    ["Europe/London", "2026-10-25T12:00:00Z", "2026-10-24T23:00:00Z"],
    ["America/New_York", "2026-03-08T12:00:00Z", "2026-03-08T05:00:00Z"],
    ["America/New_York", "2026-11-01T12:00:00Z", "2026-11-01T04:00:00Z"],
    ["Asia/Kolkata", "2026-11-01T12:00:00Z", "2026-10-31T18:30:00Z"],
  ])("begins at the local midnight in %s also on %s", (zone, end, midnight) => {
    expect(periodOf({ at: at(end) }, zone, NOW)).toMatchObject({ name: "today", from: at(midnight), to: at(end) });
  });

  it("is empty at midnight itself", () => {
    const midnight = at("2026-11-20T00:00:00Z");
    expect(periodOf({ at: midnight }, "UTC", NOW)).toMatchObject({ kind: "period", from: midnight, to: midnight });
  });

  it("is one's own with from or to, either of which may be left out", () => {
    const [from, to] = [at("2021-10-31T00:00:00Z"), at("2021-11-20T00:00:00Z")];
    expect(periodOf({ from, to }, "UTC", NOW)).toEqual({ kind: "period", name: "custom", from, to });
    expect(periodOf({ from }, "UTC", NOW)).toEqual({ kind: "period", name: "custom", from, to: NOW });
    expect(periodOf({ from, at: to }, "UTC", NOW)).toMatchObject({ from, to });
    expect(periodOf({ to: NOW }, "UTC", NOW)).toMatchObject({
      name: "custom",
      from: at("2026-11-20T00:00:00Z"),
      to: NOW,
    });
  });

  it("must go forward; the field at fault is the one that was given last", () => {
    expect(periodOf({ from: NOW, to: NOW }, "UTC", NOW)).toMatchObject({ kind: "refused", field: "to" });
    expect(periodOf({ from: at("2027-01-01T00:00:00Z") }, "UTC", NOW)).toMatchObject({
      kind: "refused",
      field: "from",
    });
  });
});
