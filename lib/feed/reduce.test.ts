import { describe, expect, it } from "vitest";
import { type FeedAlert, reduceAlerts, reduceMetrics, reducePoints } from "./reduce";

const alert = (id: number, given: Partial<FeedAlert> = {}): FeedAlert => ({
  id,
  severity: "warning",
  status: "triggered",
  triggered_at: `2026-03-01T12:00:0${id}.000Z`,
  version: 1,
  ...given,
});
const ids = (alerts: FeedAlert[]) => alerts.map(({ id }) => id);

describe("what an event does to the figures on the screen", () => {
  it("a collection replaces what it measured and keeps the rest", () => {
    const collected = { at: "2026-03-01T12:00:00.000Z", metrics: { a: 2, b: null } };
    expect(reduceMetrics({ a: 1, b: 1, c: 1 }, collected)).toEqual({ a: 2, b: null, c: 1 });
  });

  it("a chart gets a point at its end and loses those before its window", () => {
    const points = [
      { timestamp: "2026-03-01T11:00:00.000Z", value: 1 },
      { timestamp: "2026-03-01T11:30:00.000Z", value: 2 },
    ];
    const at = "2026-03-01T12:00:01.000Z";
    expect(reducePoints(points, { at, value: 3, minutes: 60 })).toEqual([points[1], { timestamp: at, value: 3 }]);
    expect(reducePoints(points, { at, value: null, minutes: 60 })).toEqual([points[1]]);
    expect(reducePoints(points, { at: "2026-03-01T11:30:00.000Z", value: 9, minutes: 60 })).toEqual(points);
    expect(reducePoints([], { at, value: 3, minutes: 60 })).toEqual([{ timestamp: at, value: 3 }]);
  });

  it("a new alert takes its place: the worst first, then the newest", () => {
    const open = [alert(2), alert(1)];
    expect(ids(reduceAlerts(open, alert(3)))).toEqual([3, 2, 1]);
    expect(ids(reduceAlerts(open, alert(3, { severity: "info" })))).toEqual([2, 1, 3]);
    expect(ids(reduceAlerts([alert(2), alert(1)], alert(1, { severity: "critical", version: 2 })))).toEqual([1, 2]);
  });

  it("a resolved alert leaves, and resolving one we never saw adds none", () => {
    expect(ids(reduceAlerts([alert(2), alert(1)], alert(1, { status: "resolved", version: 2 })))).toEqual([2]);
    expect(ids(reduceAlerts([alert(2)], alert(1, { status: "resolved", version: 2 })))).toEqual([2]);
  });

  it("an older or equal version changes nothing", () => {
    const open = [alert(1, { status: "acknowledged", version: 3 })];
    expect(reduceAlerts(open, alert(1, { version: 2 }))).toEqual(open);
    expect(reduceAlerts(open, alert(1, { status: "triggered", version: 3 }))).toEqual(open);
  });
});
