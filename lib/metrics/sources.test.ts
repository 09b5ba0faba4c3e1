import { describe, expect, it } from "vitest";
import { addMs } from "@/lib/kernel/time";
import { METRIC_NAMES } from "./catalogue";
import { SUBSYSTEMS } from "./schema";
import { isSkipped, isSourceName, judgeRead, SOURCES, sourceDefinition } from "./sources";

const now = new Date("2026-11-20T12:00:00Z");
const fresh = { previous: undefined, skipMs: 40_000, now };
const definitions = Object.keys(SOURCES).filter(isSourceName).map(sourceDefinition);

describe("the sources", () => {
  it("give every metric of the catalogue, and every subsystem an answer", () => {
    const given = new Set(definitions.flatMap(({ metrics }) => metrics));
    expect([...given].toSorted()).toEqual(METRIC_NAMES.toSorted());
    const answering = definitions.flatMap(({ subsystem }) => subsystem ?? []);
    expect(answering.toSorted()).toEqual(SUBSYSTEMS.toSorted());
  });
});

describe("a read", () => {
  it("that is answered clears the warning", () => {
    const previous = judgeRead("payments", { kind: "failed", ms: 3, word: "gone" }, fresh);
    const state = judgeRead("payments", { kind: "answered", ms: 4 }, { ...fresh, previous });
    expect(state).toMatchObject({ status: "ok", warning: null, lastOkAt: now, lastDurationMs: 4 });
  });

  it("that fails keeps when it last went well", () => {
    const previous = judgeRead("payments", { kind: "answered", ms: 4 }, fresh);
    const later = addMs(now, 4000);
    const state = judgeRead(
      "payments",
      { kind: "failed", ms: 1, word: "too many connections" },
      { ...fresh, previous, now: later },
    );
    expect(state).toMatchObject({ status: "failed", lastOkAt: now, lastReadAt: later });
    expect(state.warning).toBe(
      "Cannot read platform.payments, so payment_count, payment_failure_rate, payment_volume, payment_failure_rate_1m," +
        " operation_success_rate are not collected: too many connections.",
    );
  });

  it("that is slow leaves the source alone for a while, to the instant", () => {
    const state = judgeRead("cache_stats", { kind: "slow", limitMs: 2000 }, fresh);
    expect(state.warning).toMatch(/no answer within 2000 ms\. It is left alone for 40 s\.$/);
    expect(isSkipped(state, addMs(now, 39_999))).toBe(true);
    expect(isSkipped(state, addMs(now, 40_000))).toBe(false);
    expect(isSkipped(undefined, now)).toBe(false);
  });

  it("of the database itself is made every time", () => {
    const state = judgeRead("database", { kind: "slow", limitMs: 2000 }, fresh);
    expect(isSkipped(state, now)).toBe(false);
    expect(state.warning).toBe(
      "Cannot read the platform's database, so database_latency is not collected: no answer within 2000 ms.",
    );
  });

  it("that finds no view says where views are described", () => {
    const { warning } = judgeRead("exchange_rates", { kind: "missing", ms: 1, word: "no such relation" }, fresh);
    expect(warning).toBe(
      "Cannot read platform.exchange_rates: no such relation. Create what is missing as docs/platform-views.md describes it.",
    );
  });
});
