import { describe, expect, it } from "vitest";
import { alertJson } from "@/lib/alerts/alert-fixture";
import { alertSeries } from "./alert-series";
import { isByPerson } from "./by-person";
import { factOf, hidingOf, limitOf, numberOf, standingOf, titleOf } from "./describe-alert";
import { describeResults } from "./describe-results";
import { refusalOf } from "./refusal-of";

describe("an alert in words", () => {
  it("takes the title it was raised with, else its rule's name", () => {
    expect(titleOf(alertJson({ details: { title: "Payments failing at nordpay" } }))).toBe(
      "Payments failing at nordpay",
    );
    expect(titleOf(alertJson({ details: {}, rule_name: "api_latency_high" }))).toBe("Api latency high");
  });

  it("says what was measured against which limit", () => {
    expect(factOf(alertJson())).toBe("Payment failure rate, last minute 38.2 %, limit 20 %");
    expect(factOf(alertJson({ metric: "own_metric", value: 12, threshold: null }))).toBe("own_metric 12");
    expect(factOf(alertJson({ value: null }))).toBe("Payment failure rate, last minute, limit 20 %");
    expect(numberOf({ id: 41 })).toBe("A-41");
    expect(limitOf({ metric: "api_latency_p99", threshold: 1000 })).toBe("limit 1,000 ms. ");
    expect(limitOf({ metric: "own_metric", threshold: null })).toBe("");
  });

  it("says who has it, or how it ended and after how long", () => {
    expect(standingOf(alertJson())).toBe("Not acknowledged");
    expect(standingOf(alertJson({ status: "acknowledged", acknowledged_by: "Mara" }))).toBe("Acknowledged by Mara");
    expect(standingOf(alertJson({ status: "escalated", escalation_reason: "spreading" }))).toBe(
      "Escalated: “spreading”",
    );
    expect(standingOf(alertJson({ status: "escalated" }))).toBe("Escalated");
    const resolved = { status: "resolved", resolved_at: "2026-03-01T12:34:00.000Z" } as const;
    expect(standingOf(alertJson({ ...resolved, auto_resolved: true }))).toBe("Resolved by itself after 34 min");
    expect(standingOf(alertJson({ ...resolved, resolved_by: "Jonas" }))).toBe("Resolved by Jonas after 34 min");
  });
});

describe("whose it is and what hides it", () => {
  it("names the one it is assigned to, and who acknowledged it where that is another", () => {
    const jonas = { assigned_to: { id: 2, name: "Jonas" } };
    expect(standingOf(alertJson(jonas))).toBe("Jonas has it, not acknowledged");
    const by = (acknowledged_by: string) => alertJson({ ...jonas, status: "acknowledged", acknowledged_by });
    expect(standingOf(by("Mara"))).toBe("Jonas has it, acknowledged by Mara");
    expect(standingOf(by("Jonas"))).toBe("Acknowledged by Jonas");
  });

  it("says whether it is snoozed or hidden", () => {
    const until = "2026-03-01T13:00:00.000Z";
    expect(hidingOf(alertJson())).toBeNull();
    expect(hidingOf(alertJson({ snooze: { until, worse_than: null, by: "Ana" } }))).toBe("Snoozed");
    expect(hidingOf(alertJson({ snooze: { until: null, worse_than: "critical", by: "Ana" } }))).toBe(
      "Snoozed until worse than critical",
    );
    expect(hidingOf(alertJson({ mute: { kind: "silence", id: 12, by: "silence 12", until } }))).toBe(
      "Hidden by silence 12",
    );
  });
});

describe("the timeline", () => {
  it.each([
    ["comment", {}, true],
    ["acknowledged", {}, true],
    ["escalated", { manual: true }, true],
    ["escalated", { manual: false }, false],
    ["unacknowledged", { manual: false }, false],
    ["resolved", { notes: null }, true],
    ["resolved", { auto_resolved: true }, false],
    ["notified", {}, false],
  ] as const)("%s with %j is a person's: %s", (kind, details, expected) => {
    expect(isByPerson({ kind, details })).toBe(expected);
  });
});

describe("what became of many", () => {
  it("is counted, and the first refusal is told", () => {
    const ok = { id: 1, ok: true } as const;
    expect(describeResults([ok, { ...ok, id: 2 }], "acknowledge")).toEqual({ status: "ok", text: "2 acknowledged." });
    const refused = { id: 3, ok: false, error: { message: "The alert is already acknowledged." } } as const;
    expect(describeResults([ok, refused], "acknowledge")).toEqual({
      status: "info",
      text: "1 acknowledged. 1 refused: A-3: The alert is already acknowledged.",
    });
  });
});

describe("what can be done about it", () => {
  it("is refused with a reason, by role and by state", () => {
    expect(refusalOf({ alert: alertJson(), command: "acknowledge", mayAct: true })).toBeNull();
    expect(refusalOf({ alert: alertJson(), command: "acknowledge", mayAct: false })).toContain("Your role may look");
    expect(refusalOf({ alert: alertJson({ status: "acknowledged" }), command: "acknowledge", mayAct: true })).toContain(
      "already acknowledged",
    );
    expect(refusalOf({ alert: alertJson({ status: "resolved" }), command: "escalate", mayAct: true })).toContain(
      "its end",
    );
    expect(refusalOf({ alert: alertJson(), command: "retrigger", mayAct: true })).toContain("Only an acknowledged");
    expect(refusalOf({ alert: alertJson(), command: "snooze", mayAct: true })).toBeNull();
    expect(refusalOf({ alert: alertJson({ class: "player_safety" }), command: "snooze", mayAct: true })).toContain(
      "safety of players",
    );
    expect(refusalOf({ alert: alertJson({ status: "resolved" }), command: "assign", mayAct: true })).toContain(
      "its end",
    );
  });
});

describe("the chart of an alert", () => {
  const times = [0, 60_000, 120_000].map((ms) => Date.parse("2026-03-01T11:59:00Z") + ms);

  it("shades from the first breaching sample, marks where it was raised, and never draws a series in red", () => {
    const alert = alertJson({
      details: { since: "2026-03-01T11:59:40.000Z" },
      resolved_at: "2026-03-01T12:01:00.000Z",
    });
    const lines = [
      { name: "all", values: [1, 30, 40] },
      { name: "nordpay", values: [1, 80, null] },
    ];
    const series = alertSeries({ times, lines }, alert);
    expect(series.breaches).toEqual([
      { from: Date.parse("2026-03-01T11:59:40Z"), to: Date.parse("2026-03-01T12:01:00Z"), status: "crit" },
    ]);
    expect(series.marks).toEqual([
      { at: Date.parse("2026-03-01T12:00:00Z"), kind: "alert", name: "raised", status: "crit" },
    ]);
    expect(series.limits).toEqual([{ value: 20, name: "limit 20 %", status: "crit" }]);
    expect(series.lines.map(({ tone }) => tone)).toEqual(["strong", "c1"]);
  });

  it("takes a log axis for a rate that goes from under 1 % to tens, and lifts the smallest onto it", () => {
    const wide = alertSeries({ times, lines: [{ name: "all", values: [0.05, 0.5, 38] }] }, alertJson());
    expect(wide.scale).toBe("log");
    expect(wide.lines[0]?.values).toEqual([0.1, 0.5, 38]);
    expect(alertSeries({ times, lines: [{ name: "all", values: [1, 2, 3] }] }, alertJson()).scale).toBe("linear");
    const latency = alertJson({ metric: "api_latency_p99" });
    expect(alertSeries({ times, lines: [{ name: "all", values: [1, 9000, 3] }] }, latency)).toMatchObject({
      scale: "linear",
      unit: { kind: "ms" },
    });
  });
});
