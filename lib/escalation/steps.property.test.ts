import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addMs, MINUTE_MS } from "@/lib/kernel/time";
import { WEEKDAYS } from "@/lib/kernel/week";
import { beginAt } from "./begin-at";
import { nextStep } from "./next-step";
import type { BusinessHours, EscalationPolicy, EscalationStep, Standing, TakenStep } from "./schema";
import { takeStep } from "./take-step";

const target = fc.integer({ min: 1, max: 9 }).map((accountId) => ({ kind: "person" as const, accountId }));
const time = fc.constantFrom("00:00", "02:30", "08:00", "18:00", "23:30");

const hours: fc.Arbitrary<BusinessHours> = fc.record({
  zone: fc.constantFrom("Europe/Malta", "America/New_York", "Asia/Taipei", "America/St_Johns"),
  hours: fc.record({ days: fc.subarray([...WEEKDAYS], { minLength: 1 }), from: time, to: time }),
  holidays: fc.subarray(["2026-03-29", "2026-03-30", "2026-10-25", "2026-11-02"]),
  outside: fc.oneof(
    fc.constant({ kind: "go_on" as const }),
    fc.constant({ kind: "wait" as const }),
    target.map((one) => ({ kind: "instead" as const, targets: [one] })),
  ),
});

const steps: fc.Arbitrary<EscalationStep[]> = fc
  .array(
    fc.record({
      gap: fc.integer({ min: 1, max: 600 }),
      targets: fc.array(target, { minLength: 1, maxLength: 3 }),
      raisesSeverity: fc.boolean(),
      businessHours: fc.option(hours, { freq: 2 }),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .chain((gaps) =>
    fc.boolean().map((isAtOnce) => {
      let minutes = isAtOnce ? -(gaps[0]?.gap ?? 0) : 0;
      return gaps.map(({ gap, ...step }) => {
        minutes += gap;
        return { ...step, afterMs: minutes * MINUTE_MS };
      });
    }),
  );

const policy: fc.Arbitrary<EscalationPolicy> = fc
  .record({ steps, repeats: fc.integer({ min: 0, max: 3 }), extra: fc.integer({ min: 1, max: 90 }) })
  .map(({ steps: all, repeats, extra }) => ({
    id: 1,
    name: "Payments",
    version: 1,
    matchers: [],
    severities: ["critical", "emergency"],
    steps: all,
    repeats,
    repeatAfterMs: repeats === 0 ? null : (all.at(-1)?.afterMs ?? 0) + extra * MINUTE_MS,
    acknowledgementTimeoutMs: null,
  }));

/** Around both changes of clocks of Malta and New York. */
const beginning = fc
  .record({ days: fc.integer({ min: 0, max: 12 }), minutes: fc.integer({ min: 0, max: 1439 }), autumn: fc.boolean() })
  .map(({ days, minutes, autumn }) =>
    addMs(new Date(autumn ? "2026-10-23T00:00:00Z" : "2026-03-06T00:00:00Z"), (days * 1440 + minutes) * MINUTE_MS),
  );

interface Played {
  at: Date;
  done: number;
  taken: TakenStep;
}

/** Takes every step at its time, as the clock would; by hand before it where `early` says so. */
function play(given: EscalationPolicy, startedAt: Date, early: readonly boolean[]): Played[] {
  let { standing, taken }: { standing: Standing; taken: TakenStep } = beginAt(
    { policy: given, severity: "critical", level: 0 },
    startedAt,
  );
  let now = startedAt;
  const played: Played[] = [];
  for (let turn = 0; turn < 200; turn += 1) {
    const next = nextStep({ status: "escalated", severity: "critical" }, standing);
    if (next.kind === "none") return played;
    const isEarly = early[turn] ?? false;
    if (!isEarly && next.at > now) now = next.at;
    const escalating = { severity: "critical" as const, standing, isManual: isEarly, level: turn + 1, before: taken };
    ({ standing, taken } = takeStep(escalating, now));
    played.push({ at: now, done: standing.stepsDone, taken });
  }
  throw new Error("a policy never ends");
}

describe("the steps of any policy", () => {
  const any = { policy, beginning, early: fc.array(fc.boolean(), { maxLength: 12 }) };

  it("come in order, each at most once a round, and end", () => {
    fc.assert(
      fc.property(any.policy, any.beginning, any.early, (given, startedAt, early) => {
        const played = play(given, startedAt, early);
        const numbers = played.map(({ done }) => done);
        expect(numbers.every((done, index) => done > (numbers[index - 1] ?? 0))).toBe(true);
        expect(numbers.every((done) => done <= given.steps.length * (given.repeats + 1))).toBe(true);
        const times = played.map(({ at }) => at.getTime());
        expect(times).toEqual([...times].sort((a, b) => a - b));
      }),
      { numRuns: 500 },
    );
  });

  it("come no earlier than their delay, and keep their distance after a wait", () => {
    fc.assert(
      fc.property(any.policy, any.beginning, (given, startedAt) => {
        for (const { at, done } of play(given, startedAt, [])) {
          const step = given.steps[(done - 1) % given.steps.length];
          expect(at.getTime() - startedAt.getTime()).toBeGreaterThanOrEqual(step?.afterMs ?? 0);
        }
        const played = play(given, startedAt, []);
        for (const [index, { at, done }] of played.entries()) {
          const [before, here] = [played[index - 1], given.steps[(done - 1) % given.steps.length]];
          if (before === undefined || before.done !== done - 1 || done % given.steps.length === 1) continue;
          const last = given.steps[(before.done - 1) % given.steps.length];
          const gapMs = (here?.afterMs ?? 0) - (last?.afterMs ?? 0);
          expect(at.getTime() - before.at.getTime()).toBeGreaterThanOrEqual(given.steps.length === 1 ? 0 : gapMs);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("do not come once the alert is acknowledged or resolved", () => {
    fc.assert(
      fc.property(any.policy, any.beginning, fc.constantFrom("acknowledged", "resolved"), (given, at, status) => {
        const { standing } = beginAt({ policy: given, severity: "critical", level: 0 }, at);
        expect(nextStep({ status, severity: "critical" }, standing).kind).toBe("none");
      }),
    );
  });

  it("tell those whom an occasion of worse is for: all named so far", () => {
    fc.assert(
      fc.property(any.policy, any.beginning, any.early, (given, startedAt, early) => {
        for (const { taken } of play(given, startedAt, early)) {
          expect(taken.soFar.map((one) => JSON.stringify(one))).toEqual(
            expect.arrayContaining(taken.targets.map((one) => JSON.stringify(one))),
          );
        }
      }),
    );
  });
});
