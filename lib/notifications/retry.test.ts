import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SEVERITIES } from "@/lib/kernel/severity";
import { DAY_MS } from "@/lib/kernel/time";
import { decideRetry, isFinal } from "./retry";

const first = new Date("2026-11-20T09:00:00Z");

const always = { failure: { kind: "smtp", code: 450 }, severity: "critical" } as const;

/** Seconds after the first attempt at which each attempt of a message that always breaks begins. */
function schedule(): number[] {
  const seconds = [0];
  let attemptedAt = first;
  for (let attempts = 1; ; attempts += 1) {
    const next = decideRetry({ ...always, attempts, firstAttemptAt: first, attemptedAt });
    if (next.kind === "give-up") return seconds;
    attemptedAt = next.at;
    seconds.push((next.at.getTime() - first.getTime()) / 1000);
  }
}

describe("the retries of a message", () => {
  it("come after 5 s, 8 s, 50 s, 2 min, 5 min, then every 10 min, each counted from the attempt before", () => {
    expect(schedule().slice(0, 9)).toEqual([0, 5, 13, 63, 183, 483, 1083, 1683, 2283]);
  });

  it("end 24 hours after the first attempt", () => {
    const seconds = schedule();
    expect(seconds.at(-1)).toBe(DAY_MS / 1000);
    expect(seconds.length).toBe(150);
  });

  it("say why they end", () => {
    const of = (failure: Parameters<typeof isFinal>[0], attempts = 1, attemptedAt = first) =>
      decideRetry({ failure, severity: "critical", attempts, firstAttemptAt: first, attemptedAt });
    expect(of({ kind: "smtp", code: 550 })).toEqual({ kind: "give-up", because: "the provider refused it for good" });
    expect(of({ kind: "undeliverable" })).toEqual({ kind: "give-up", because: "it can no longer be delivered" });
    const late = new Date(first.getTime() + DAY_MS);
    expect(of({ kind: "broken-connection" }, 149, late)).toEqual({
      kind: "give-up",
      because: "24 hours and 149 attempts passed",
    });
  });

  it("end with the truth where the console was down for a day after one attempt", () => {
    const late = { ...always, firstAttemptAt: first, attemptedAt: new Date(first.getTime() + 2 * DAY_MS) };
    expect(decideRetry({ ...late, attempts: 1 })).toEqual({
      kind: "give-up",
      because: "24 hours and 1 attempt passed",
    });
  });

  it.each([
    [1_000, "emergency", 5_000],
    [90_000, "critical", 90_000],
    [82_800_000, "emergency", 300_000],
    [82_800_000, "critical", 300_000],
    [600_000, "warning", 600_000],
    [82_800_000, "warning", 900_000],
    [82_800_000, "info", 900_000],
  ] as const)("when the provider asks for %i ms, %s, come after %i ms", (retryAfterMs, severity, waitMs) => {
    const failure = { kind: "http", status: 503, retryAfterMs } as const;
    expect(decideRetry({ failure, severity, attempts: 1, firstAttemptAt: first, attemptedAt: first })).toEqual({
      kind: "retry",
      at: new Date(first.getTime() + waitMs),
    });
  });

  it("never end before their schedule does, whatever the provider asks and whenever an attempt is made", () => {
    const failure = fc.record({
      kind: fc.constant("http" as const),
      status: fc.constantFrom(408, 429, 500, 503),
      retryAfterMs: fc.integer({ min: 0, max: 100 * DAY_MS }),
    });
    const after = fc.integer({ min: 0, max: DAY_MS - 1 });
    const severity = fc.constantFrom(...SEVERITIES);
    fc.assert(
      fc.property(failure, severity, fc.integer({ min: 1, max: 500 }), after, (asked, grave, attempts, ms) => {
        const attemptedAt = new Date(first.getTime() + ms);
        const next = decideRetry({ failure: asked, severity: grave, attempts, firstAttemptAt: first, attemptedAt });
        if (next.kind !== "retry") throw new Error(next.because);
        expect(next.at > attemptedAt).toBe(true);
        expect(next.at.getTime() - attemptedAt.getTime()).toBeLessThanOrEqual(15 * 60_000);
      }),
    );
  });

  it.each([
    [{ kind: "http", status: 400 }, true],
    [{ kind: "http", status: 401 }, false],
    [{ kind: "http", status: 403 }, true],
    [{ kind: "http", status: 408 }, false],
    [{ kind: "http", status: 429 }, false],
    [{ kind: "http", status: 503 }, false],
    [{ kind: "smtp", code: 421 }, false],
    [{ kind: "smtp", code: 450 }, false],
    [{ kind: "smtp", code: 535 }, false],
    [{ kind: "smtp", code: 550 }, true],
    [{ kind: "broken-connection" }, false],
  ] as const)("after %o are final: %s", (failure, final) => {
    expect(isFinal(failure)).toBe(final);
  });
});
