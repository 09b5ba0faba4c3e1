import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anAlert, aRule } from "@/lib/fixtures";
import { firstLevel } from "@/lib/rules/levels";
import type { Rule } from "@/lib/rules/schema";
import { chooseWorst } from "./choose-worst";
import { composeBreach } from "./compose-breach";
import { alertFingerprint } from "./fingerprint";
import { EscalateBody, HistoryQuery, ResolveBody, StatisticsQuery } from "./requests";
import { alertToWire, timelineToWire } from "./wire";

const since = new Date("2026-11-20T09:00:00Z");

describe("a fingerprint", () => {
  it("is independent of the order of labels, and tells rules apart", () => {
    const labels = fc.uniqueArray(fc.tuple(fc.string(), fc.string()), { selector: ([name]) => name, maxLength: 12 });
    fc.assert(
      fc.property(labels, fc.nat(), (pairs, ruleId) => {
        const forwards = alertFingerprint({ id: ruleId, mode: "live" }, Object.fromEntries(pairs));
        expect(alertFingerprint({ id: ruleId, mode: "live" }, Object.fromEntries(pairs.toReversed()))).toBe(forwards);
        expect(alertFingerprint({ id: ruleId + 1, mode: "live" }, Object.fromEntries(pairs))).not.toBe(forwards);
      }),
      { seed: 20261120 },
    );
  });
});

const breachOf = (rule: Rule) => ({ rule, level: firstLevel(rule), labels: rule.labels });

describe("a breach in words", () => {
  it("names the provider that fails most", () => {
    const worstProvider = { provider: "nordpay", failureRate: 90.456, failed: 9, finished: 10 };
    const words = composeBreach({ ...breachOf(aRule()), value: 38.2, since, worstProvider });
    expect(words.title).toBe("Payments failing at Nordpay");
    expect(words.message).toBe(
      "Payments failing at Nordpay: payment_failure_rate_1m 38.2 % is above 20 % for 15 s (Nordpay: 9 of 10 payments failed in the last minute)",
    );
    expect(words.details).toMatchObject({
      condition: ">",
      duration_seconds: 15,
      since: "2026-11-20T09:00:00.000Z",
      worst_provider: { provider: "nordpay", failure_rate: 90.46, failed: 9, finished: 10 },
    });
  });

  it("says what a metric means, or else names the rule", () => {
    const title = (metric: string, name: string) =>
      composeBreach({ ...breachOf(aRule({ metric, name })), value: 1, since, worstProvider: null }).title;
    expect(title("api_latency_p99", "api_latency_high")).toBe("API slow");
    expect(title("queue_depth", "queue_too_deep")).toBe("Queue too deep");
  });

  it("tells the labels it is about", () => {
    const rule = aRule({ labels: { brand: "aurora", provider: "ecpay" }, durationMs: 0 });
    expect(composeBreach({ ...breachOf(rule), value: 21, since, worstProvider: null }).message).toBe(
      "Payments failing at Ecpay (Aurora): payment_failure_rate_1m 21 % is above 20 %",
    );
  });
});

describe("the worst provider", () => {
  it("is the one with the highest rate, by number of failures where rates are alike", () => {
    const states = [
      { provider: "calm", completed: 50, failed: 0 },
      { provider: "small", completed: 0, failed: 3 },
      { provider: "large", completed: 2, failed: 38 },
      { provider: "tiny", completed: 0, failed: 1 },
    ];
    expect(chooseWorst(states)).toMatchObject({ provider: "large", failed: 38, finished: 40 });
  });

  it("is nobody where nobody fails", () => {
    expect(chooseWorst([{ provider: "calm", completed: 50, failed: 0 }])).toBeNull();
    expect(chooseWorst([])).toBeNull();
  });
});

describe("on the wire", () => {
  it("an alert has L's fields first, null where there is nothing", () => {
    const wire = alertToWire(anAlert());
    expect(Object.keys(wire).slice(0, 10)).toEqual(
      "id rule_name metric value threshold severity status message triggered_at details".split(" "),
    );
    expect(wire).toMatchObject({ acknowledged_at: null, triggered_at: "2026-11-20T09:00:00.000Z", version: 1 });
  });

  it("a line of the timeline has its instant as text", () => {
    const line = {
      id: 1,
      alertId: 42,
      at: since,
      kind: "raised",
      actor: "system",
      message: "Raised",
      details: {},
    } as const;
    expect(timelineToWire(line)).toEqual({
      id: 1,
      at: since.toISOString(),
      kind: "raised",
      actor: "system",
      message: "Raised",
      details: {},
    });
  });
});

describe("what the API takes", () => {
  it("is 24 hours of statistics, or 1 to 8760", () => {
    expect(StatisticsQuery.parse({})).toMatchObject({ hours: 24 });
    expect(StatisticsQuery.parse({ hours: "8760" }).hours).toBe(8760);
    for (const hours of ["0", "8761", "1.5", "x", ""]) expect(StatisticsQuery.safeParse({ hours }).success).toBe(false);
  });

  it("is a page of at most 500 alerts of history", () => {
    expect(HistoryQuery.parse({})).toMatchObject({ limit: 50, offset: 0 });
    for (const query of [{ limit: "501" }, { offset: "-1" }, { status: "open" }, { from: "yesterday" }]) {
      expect(HistoryQuery.safeParse(query).success).toBe(false);
    }
  });

  it("is a reason to escalate, and notes to resolve if there are any", () => {
    expect(EscalateBody.safeParse({}).error?.issues[0]?.path).toEqual(["reason"]);
    expect(EscalateBody.safeParse({ reason: "  " }).success).toBe(false);
    expect(ResolveBody.parse({})).toEqual({});
    expect(ResolveBody.safeParse({ notes: "x".repeat(4001) }).success).toBe(false);
  });
});
