import { describe, expect, it } from "vitest";
import { addMs, HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import { answeredInTime } from "./answered-in-time";
import { rateRules } from "./rate-rules";
import { type CountedAlert, statistics } from "./statistics";

const since = new Date("2026-11-20T09:00:00Z");
const now = addMs(since, 10 * HOUR_MS);
const later = (seconds: number) => addMs(since, seconds * SECOND_MS);
const counted = (given: Partial<CountedAlert> = {}): CountedAlert => ({
  ruleName: "a",
  severity: "critical",
  status: "resolved",
  triggeredAt: since,
  acknowledgedAt: null,
  resolvedAt: null,
  autoResolved: false,
  outcome: null,
  ...given,
});
const asked = { hours: 24, zone: "UTC" };

describe("statistics", () => {
  it("count by severity, status and rule, and average what got so far", () => {
    const alerts = [
      counted({ acknowledgedAt: later(60), resolvedAt: later(600) }),
      counted({ acknowledgedAt: later(120), status: "acknowledged" }),
      counted({ ruleName: "b", severity: "info", status: "triggered" }),
    ];
    expect(statistics(alerts, asked, now)).toMatchObject({
      hours: 24,
      total: 3,
      by_severity: { info: 1, warning: 0, critical: 2, emergency: 0 },
      by_status: { triggered: 1, acknowledged: 1, resolved: 1, escalated: 0 },
      by_rule: { a: 2, b: 1 },
      mean_seconds_to_acknowledge: 90,
      mean_seconds_to_resolve: 600,
    });
  });

  it("have no mean, median or share of nothing", () => {
    expect(statistics([], { hours: 1, zone: "UTC" }, now)).toMatchObject({
      total: 0,
      mean_seconds_to_acknowledge: null,
      median_seconds_to_acknowledge: null,
      p90_seconds_to_resolve: null,
      noise_share: null,
      noisiest_rules: [],
    });
  });

  it("stand a median and a ninetieth percentile beside the mean, between neighbours as Postgres does", () => {
    const alerts = [10, 20, 30, 40, 1000].map((seconds) => counted({ acknowledgedAt: later(seconds) }));
    expect(statistics(alerts, asked, now)).toMatchObject({
      mean_seconds_to_acknowledge: 220,
      median_seconds_to_acknowledge: 30,
      p90_seconds_to_acknowledge: expect.closeTo(616, 6),
    });
  });

  it("count hours and weekdays by the reporting zone's clock, over the days it changes", () => {
    const at = (text: string) => counted({ triggeredAt: new Date(text) });
    const of = (zone: string, ...texts: string[]) => {
      const { by_hour, by_weekday } = statistics(texts.map(at), { hours: 24, zone }, now);
      return [by_hour.flatMap((count, hour) => (count > 0 ? [[hour, count]] : [])), by_weekday.indexOf(texts.length)];
    };
    expect(of("Europe/London", "2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z")).toEqual([
      [
        [0, 1],
        [2, 1],
      ],
      0,
    ]);
    expect(of("Europe/London", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z")).toEqual([[[1, 2]], 0]);
    expect(of("America/New_York", "2026-03-08T06:30:00Z", "2026-03-08T07:30:00Z")).toEqual([
      [
        [1, 1],
        [3, 1],
      ],
      0,
    ]);
    expect(of("America/New_York", "2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z")).toEqual([[[1, 2]], 0]);
    expect(of("Asia/Taipei", "2026-11-20T16:30:00Z")).toEqual([[[0, 1]], 6]);
  });
});

describe("a rule's precision", () => {
  it("is of the alerts somebody judged, the most noise first, against the goal of 2 %", () => {
    const judged = (ruleName: string, outcome: CountedAlert["outcome"], count: number) =>
      Array.from({ length: count }, () => ({ ruleName, outcome }));
    const rules = rateRules([
      ...judged("quiet", null, 5),
      ...judged("good", "useful", 98),
      ...judged("good", "noise", 2),
      ...judged("bad", "noise", 3),
      ...judged("bad", "useful", 1),
    ]);
    expect(rules).toEqual([
      { rule: "bad", count: 4, judged: 4, share_noise: 0.75, precision: 0.25, meets_goal: false },
      { rule: "good", count: 100, judged: 100, share_noise: 0.02, precision: 0.98, meets_goal: true },
      { rule: "quiet", count: 5, judged: 0, share_noise: null, precision: null, meets_goal: null },
    ]);
  });
});

describe("an answer in time", () => {
  const minutes = (count: number) => addMs(since, count * MINUTE_MS);
  it.each([
    ["acknowledged within the limit", counted({ acknowledgedAt: minutes(15) }), 1, 1],
    ["acknowledged late", counted({ acknowledgedAt: minutes(16) }), 1, 0],
    ["resolved by a person in time", counted({ resolvedAt: minutes(3) }), 1, 1],
    [
      "over by itself in time, which asked for no answer",
      counted({ resolvedAt: minutes(3), autoResolved: true }),
      0,
      0,
    ],
    ["over by itself after its time", counted({ resolvedAt: minutes(40), autoResolved: true }), 1, 0],
    ["open and past its time", counted({ status: "triggered" }), 1, 0],
    ["open and within it", counted({ status: "triggered", triggeredAt: addMs(now, -MINUTE_MS) }), 0, 0],
  ])("%s", (_name, alert, due, inTime) => {
    expect(answeredInTime([alert], now).critical).toMatchObject({ limit_seconds: 900, due, in_time: inTime });
  });

  it("has five minutes for an emergency, four hours for a warning and no limit for a note", () => {
    const all = answeredInTime([], now);
    expect([all.emergency.limit_seconds, all.warning.limit_seconds, all.info.limit_seconds]).toEqual([
      300,
      14_400,
      null,
    ]);
    expect(all.emergency.share).toBeNull();
  });
});
