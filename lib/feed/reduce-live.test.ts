import { describe, expect, it } from "vitest";
import { alertJson } from "@/lib/alerts/alert-fixture";
import { liveFixture } from "./live-fixture";
import { reduceLive } from "./reduce-live";
import type { FeedEvent } from "./schema";

const event = (given: Partial<FeedEvent>): FeedEvent => ({
  id: 100,
  topic: "performance",
  event: "performance:update",
  type: "metrics/collected",
  at: "2026-03-01T12:00:04.000Z",
  data: {},
  ...given,
});
const collected = (at: string, metrics: Record<string, number | null>) => event({ at, data: { at, metrics } });

describe("what an event does to the live page", () => {
  it("a collection in the same minute replaces the last point, a later one adds a point and leaves gaps", () => {
    const soon = reduceLive(liveFixture(), collected("2026-03-01T12:00:04.000Z", { payment_failure_rate: 3 }));
    expect(soon.figures[0]).toMatchObject({ value: 3, at: "2026-03-01T12:00:04.000Z", points: [0.4, 3] });
    const later = reduceLive(liveFixture(), collected("2026-03-01T12:01:04.000Z", { payment_failure_rate: 3 }));
    expect(later.figures[0]?.points).toEqual([0.5, 3]);
    const gap = reduceLive(liveFixture(), collected("2026-03-01T12:02:04.000Z", { payment_failure_rate: 3 }));
    expect(gap.figures[0]?.points).toEqual([null, 3]);
  });

  it("no value leaves the last one standing with its age, and an older collection changes nothing", () => {
    const [before] = liveFixture().figures;
    expect(
      reduceLive(liveFixture(), collected("2026-03-01T12:00:04.000Z", { payment_failure_rate: null })).figures[0],
    ).toEqual(before);
    expect(
      reduceLive(liveFixture(), collected("2026-03-01T11:59:00.000Z", { payment_failure_rate: 9 })).figures[0],
    ).toEqual(before);
  });

  it("the chart moves on by minutes and keeps its length", () => {
    const next = reduceLive(liveFixture(), collected("2026-03-01T12:01:30.000Z", { payment_failure_rate_1m: 40 }));
    expect(next.chart).toEqual({
      times: [Date.parse("2026-03-01T12:00:00Z"), Date.parse("2026-03-01T12:01:00Z")],
      values: [2, 40],
      ghost: [1, null],
    });
    const same = reduceLive(liveFixture(), collected("2026-03-01T12:00:30.000Z", { payment_failure_rate_1m: 40 }));
    expect(same.chart.values).toEqual([1, 40]);
    const early = reduceLive(liveFixture(), collected("2026-03-01T11:58:30.000Z", { payment_failure_rate_1m: 40 }));
    expect(early.chart).toEqual(liveFixture().chart);
  });

  it("health takes the place of what was known", () => {
    const data = {
      overall_status: "critical",
      uptime_percentage: 99.5,
      subsystems: { payments: { status: "critical", failure_rate: 9 } },
    };
    const next = reduceLive(
      liveFixture(),
      event({ topic: "health", event: "health:update", type: "health/assessed", data }),
    );
    expect(next).toMatchObject({ overall: "critical", uptime: 99.5, subsystems: { payments: "critical" } });
  });

  it("an alert comes into both lists, moves in both, and leaves the open ones when it ends", () => {
    const told = (alert: ReturnType<typeof alertJson>, id: number) =>
      event({ id, topic: "alerts", event: "alert:update", type: "alert/triggered", data: { ...alert } });
    const raised = reduceLive(liveFixture(), told(alertJson(), 101));
    expect([raised.alerts.length, raised.recent.length]).toEqual([1, 1]);
    const ended = reduceLive(raised, told(alertJson({ status: "resolved", version: 3 }), 102));
    expect([ended.alerts.length, ended.recent[0]?.status]).toEqual([0, "resolved"]);
    const late = reduceLive(ended, told(alertJson({ status: "acknowledged", version: 2 }), 103));
    expect(late.recent[0]?.status).toBe("resolved");
  });

  it("each event stands in the list once, the newest first, and one it cannot read changes nothing else", () => {
    const odd = event({ id: 7, event: "alert:new", topic: "alerts", data: { id: "x" } });
    const once = reduceLive(liveFixture(), odd);
    expect(once.feed).toEqual([odd]);
    expect(once.alerts).toEqual([]);
    expect(reduceLive(once, odd)).toBe(once);
    expect(reduceLive(once, event({ id: 8, event: "broadcast", topic: "system" })).feed.map(({ id }) => id)).toEqual([
      8, 7,
    ]);
  });
});
