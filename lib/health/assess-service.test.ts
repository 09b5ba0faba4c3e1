import { describe, expect, it } from "vitest";
import { assessChannel, assessProvider, assessWorkers } from "./assess-service";

describe("a payment provider", () => {
  it("is judged by the limit of payments", () => {
    expect(assessProvider(1.99)).toEqual({ status: "healthy", message: null });
    expect(assessProvider(90.04)).toEqual({
      status: "critical",
      message: "90.0 % of the payments of the last hour failed",
    });
    expect(assessProvider(null).status).toBe("unknown");
  });
});

describe("the background workers", () => {
  const judge = (collectionAgeMs: number | null, lagMs = 0) =>
    assessWorkers({ collectionAgeMs, intervalMs: 4000, lagMs, engine: null }).status;

  it.each([
    [null, 0, "unknown"],
    [12_000, 0, "healthy"],
    [12_001, 0, "warning"],
    [72_001, 0, "critical"],
    [0, 10_001, "warning"],
    [0, 60_001, "critical"],
  ] as const)("whose last collection is %s ms old and whose jobs wait %s ms are %s", (age, lag, status) => {
    expect(judge(age, lag)).toBe(status);
  });
});

describe("the engine", () => {
  const judge = (engine: { isReady: boolean; isHeld: boolean }) =>
    assessWorkers({ collectionAgeMs: 0, intervalMs: 4000, lagMs: 0, engine }).status;

  it("that nobody runs is critical, and one that does not know the functions yet a warning", () => {
    expect(judge({ isReady: true, isHeld: true })).toBe("healthy");
    expect(judge({ isReady: false, isHeld: true })).toBe("warning");
    expect(judge({ isReady: false, isHeld: false })).toBe("critical");
  });
});

describe("a channel", () => {
  const last = { outcome: "delivered", durationMs: 80, at: new Date("2026-11-20T12:00:00Z"), response: "250 OK" };

  it("that cannot be used says why", () => {
    expect(assessChannel("slack is not configured", last)).toEqual({
      status: "unknown",
      message: "slack is not configured",
    });
  });

  it("whose circuit is open is critical, whatever its last attempt came to", () => {
    expect(assessChannel(null, last, "the provider cannot be reached")).toEqual({
      status: "critical",
      message: "failing: the provider cannot be reached",
    });
  });

  it("is judged by its last attempt", () => {
    expect(assessChannel(null, null).status).toBe("unknown");
    expect(assessChannel(null, last)).toEqual({ status: "healthy", message: null });
    expect(assessChannel(null, { ...last, outcome: "retry", response: "450 busy" })).toEqual({
      status: "warning",
      message: "the last message was not delivered: 450 busy",
    });
    expect(assessChannel(null, { ...last, outcome: "failed", response: null }).status).toBe("critical");
  });
});
