import { describe, expect, it } from "vitest";
import { alertJson } from "@/lib/alerts/alert-fixture";
import { liveFixture } from "@/lib/feed/live-fixture";
import type { FeedEvent } from "@/lib/feed/schema";
import { bannerOf } from "./banner-of";
import { feedLine } from "./feed-line";
import { serviceName } from "./service-name";
import { breachFrom, tileOf } from "./tile-of";

const NOW = Date.parse("2026-03-01T12:00:02Z");
const around = { thresholds: liveFixture().thresholds, currency: "EUR" };
const figure = (
  metric: string,
  value: number | null,
  points: (number | null)[] = [value],
  ghost: (number | null)[] = [],
) => ({
  metric,
  value,
  at: value === null ? null : "2026-03-01T12:00:00.000Z",
  points,
  ghost,
});

describe("a tile of the live page", () => {
  it("turns the rate of failure into one of success, with limit, line and change turned too", () => {
    const tile = tileOf(figure("payment_failure_rate", 18.4, [0.5, 18.4], [0.6, 0.6]), around);
    expect(tile).toMatchObject({
      name: "Payment success",
      figure: "81.6",
      unit: "%",
      status: "crit",
      limit: "limit 99 %",
      delta: { change: -17.8, text: "17.8 pt" },
      spark: { points: [99.5, 81.6], limit: 99, breachFrom: 1 },
    });
  });

  it("writes money with its sign and compares it in per cent", () => {
    const tile = tileOf(figure("transaction_volume", 1_250_000, [1_250_000], [1_000_000]), around);
    expect(tile).toMatchObject({
      figure: "€1.25M",
      kind: "money",
      delta: { change: 25, text: "25.0 %" },
      status: undefined,
    });
    expect(tileOf(figure("transaction_volume", 6150), around).figure).toBe("€6,150");
  });

  it("compares latencies in ms and small counts as they are", () => {
    expect(tileOf(figure("api_latency_p99", 1240, [1240], [432]), around).delta).toEqual({
      change: 808,
      text: "808 ms",
    });
    expect(tileOf(figure("fraud_critical_count", 4, [4], [6]), around)).toMatchObject({
      unit: "in 1 h",
      delta: { change: -2, text: "2" },
    });
  });

  it("has no figure, no change and no instant without a sample", () => {
    expect(tileOf(figure("active_players", null), around)).toMatchObject({
      figure: null,
      delta: undefined,
      takenAt: null,
    });
  });

  it("begins the breach behind the last point that was well", () => {
    const threshold = { metric: "m", condition: ">", threshold: 5, severity: "warning" } as const;
    expect(breachFrom([9, 1, null, 9, 9], threshold)).toBe(2);
    expect(breachFrom([9, 9, 1], threshold)).toBeUndefined();
    expect(breachFrom([9, 9], threshold)).toBe(0);
  });
});

describe("the banner", () => {
  it("names the gravest open alert, and how many more there are", () => {
    const live = liveFixture({ alerts: [alertJson(), alertJson({ id: 2, severity: "warning" })] });
    expect(bannerOf(live, NOW)).toMatchObject({ kind: "alert", status: "crit", title: "Payments failing", others: 1 });
  });

  it("does not raise its voice for a note", () => {
    expect(bannerOf(liveFixture({ alerts: [alertJson({ severity: "info" })] }), NOW).kind).toBe("well");
  });

  it("says which subsystem is past its limit although no alert was raised yet", () => {
    const live = liveFixture({
      overall: "critical",
      subsystems: { payments: "critical", cache: "unknown", api: "healthy" },
    });
    expect(bannerOf(live, NOW)).toMatchObject({
      status: "crit",
      title: "Payments and Cache: past the limit, no alert yet",
    });
    const silent = liveFixture({ overall: "warning", subsystems: { fraud_detection: "unknown" } });
    expect(bannerOf(silent, NOW).title).toBe("Fraud detection: no data");
  });

  it("never says that all is well of figures that are old, or were never there", () => {
    expect(bannerOf(liveFixture(), NOW + 60_000)).toMatchObject({ kind: "unknown", status: "unk" });
    expect(bannerOf(liveFixture({ figures: [] }), NOW).title).toBe("Nothing collected yet");
  });

  it("says when the last alert ended, when all is well", () => {
    const recent = [alertJson({ status: "resolved", resolved_at: "2026-03-01T11:00:00.000Z" })];
    expect(bannerOf(liveFixture({ recent }), NOW)).toEqual({
      kind: "well",
      status: "ok",
      title: "All is well",
      endedAt: "2026-03-01T11:00:00.000Z",
    });
  });
});

describe("a line of the feed", () => {
  const event = (given: Partial<FeedEvent>): FeedEvent => ({
    id: 1,
    topic: "alerts",
    event: "alert:update",
    type: "alert/acknowledged",
    at: "2026-03-01T12:00:00.000Z",
    data: {},
    ...given,
  });

  it("says what happened to an alert and who did it", () => {
    const taken = alertJson({ status: "acknowledged", acknowledged_by: "Mara" });
    expect(feedLine(event({ data: { ...taken } }))).toEqual({
      status: "crit",
      subject: "Payments failing",
      text: "acknowledged by Mara",
    });
    const over = alertJson({ status: "resolved", auto_resolved: true });
    expect(feedLine(event({ type: "alert/resolved", data: { ...over } }))).toMatchObject({
      status: "ok",
      text: "resolved",
    });
    expect(feedLine(event({ severity: "warning" }))).toEqual({
      status: "warn",
      subject: "Alert",
      text: "acknowledged",
    });
  });

  it("says what a collection brought, how health moved, and reads unknown kinds by their name", () => {
    const metrics = { payment_failure_rate: 0.4, cache_hit_rate: null };
    expect(feedLine(event({ topic: "performance", type: "metrics/collected", data: { metrics } })).text).toBe(
      "1 of 2 metrics, payments failing 0.4 %",
    );
    expect(
      feedLine(event({ topic: "health", type: "health/assessed", data: { overall_status: "critical" } })),
    ).toMatchObject({ status: "crit", text: "critical" });
    expect(feedLine(event({ topic: "system", type: "history/was-purged" }))).toEqual({
      status: "info",
      subject: "History",
      text: "was purged",
    });
  });

  it("names services as people do", () => {
    expect(serviceName("payment_provider:nordpay")).toBe("Payments: Nordpay");
    expect(serviceName("background_workers")).toBe("Collection and jobs");
    expect(serviceName("game_server")).toBe("Game server");
  });
});
