import { describe, expect, it } from "vitest";
import { DAY_MS } from "@/lib/kernel/time";
import { decideRetry, isFinal } from "./retry";

const first = new Date("2026-11-20T09:00:00Z");

/** Seconds after the first attempt at which each attempt of a message that always breaks begins. */
function schedule(): number[] {
  const seconds = [0];
  let attemptedAt = first;
  for (let attempts = 1; ; attempts += 1) {
    const next = decideRetry({ failure: { kind: "smtp", code: 450 }, attempts, firstAttemptAt: first, attemptedAt });
    if (next.kind === "give-up") return seconds;
    attemptedAt = next.at;
    seconds.push((next.at.getTime() - first.getTime()) / 1000);
  }
}

describe("the retries of a message", () => {
  it("come after 5 s, 15 s, 45 s, 2 min, 5 min, then every 10 min, each counted from the attempt before", () => {
    expect(schedule().slice(0, 9)).toEqual([0, 5, 20, 65, 185, 485, 1085, 1685, 2285]);
  });

  it("end 24 hours after the first attempt", () => {
    const seconds = schedule();
    expect(seconds.at(-1)).toBeLessThanOrEqual(DAY_MS / 1000);
    expect(seconds.at(-1)).toBeGreaterThan(DAY_MS / 1000 - 600);
  });

  it("say why they end", () => {
    const of = (failure: Parameters<typeof isFinal>[0], attempts = 1, attemptedAt = first) =>
      decideRetry({ failure, attempts, firstAttemptAt: first, attemptedAt });
    expect(of({ kind: "smtp", code: 550 })).toEqual({ kind: "give-up", because: "the provider refused it for good" });
    expect(of({ kind: "undeliverable" })).toEqual({ kind: "give-up", because: "it can no longer be delivered" });
    const late = new Date(first.getTime() + DAY_MS);
    expect(of({ kind: "broken-connection" }, 149, late)).toEqual({
      kind: "give-up",
      because: "24 hours and 149 attempts passed",
    });
  });

  it("come no sooner than the provider wants", () => {
    const of = (retryAfterMs: number) =>
      decideRetry({
        failure: { kind: "http", status: 429, retryAfterMs },
        attempts: 1,
        firstAttemptAt: first,
        attemptedAt: first,
      });
    expect(of(90_000)).toEqual({ kind: "retry", at: new Date(first.getTime() + 90_000) });
    expect(of(1_000)).toEqual({ kind: "retry", at: new Date(first.getTime() + 5_000) });
  });

  it.each([
    [{ kind: "http", status: 400 }, true],
    [{ kind: "http", status: 408 }, false],
    [{ kind: "http", status: 429 }, false],
    [{ kind: "http", status: 503 }, false],
    [{ kind: "smtp", code: 421 }, false],
    [{ kind: "smtp", code: 450 }, false],
    [{ kind: "smtp", code: 550 }, true],
    [{ kind: "broken-connection" }, false],
  ] as const)("after %o are final: %s", (failure, final) => {
    expect(isFinal(failure)).toBe(final);
  });
});
