import { describe, expect, it } from "vitest";
import type { Severity } from "@/lib/kernel/severity";
import { addMs, MINUTE_MS } from "@/lib/kernel/time";
import { beginAt } from "./begin-at";
import { defaultPolicy, nextStep } from "./next-step";
import type { EscalationPolicy, EscalationStep, Standing } from "./schema";

const startedAt = new Date("2026-11-20T09:00:00Z");
const policy = defaultPolicy(30 * MINUTE_MS);
const alert = { status: "triggered", severity: "critical" } as const;
const standAt = (by: EscalationPolicy, at: Date, severity: Severity = "critical") =>
  beginAt({ policy: by, severity, level: 0 }, at).standing;
const after = (minutes: number) => addMs(startedAt, minutes * MINUTE_MS);

describe("the default escalation", () => {
  it("comes 30 minutes after a critical alert that nobody acknowledged, to everyone and graver", () => {
    expect(nextStep(alert, standAt(policy, startedAt))).toEqual({
      kind: "escalate",
      at: after(30),
      plannedAt: after(30),
      stepsDone: 1,
      targets: [{ kind: "everyone" }],
      raisesSeverity: true,
      name: "step 1 of Default",
      words: "not acknowledged for 30 min",
    });
  });

  it("ends when its step was taken", () => {
    const done: Standing = { policy, startedAt, stepsDone: 1, waitedMs: 0 };
    expect(nextStep({ status: "escalated", severity: "emergency" }, done)).toEqual({
      kind: "none",
      because: "all steps of Default were taken",
    });
  });

  it.each([
    [{ ...alert, status: "acknowledged" }, "acknowledged: somebody has it"],
    [{ ...alert, status: "resolved" }, "resolved"],
    [{ ...alert, severity: "warning" }, "the policy escalates critical alerts, and this is warning"],
    [{ ...alert, severity: "emergency" }, "the policy escalates critical alerts, and this is emergency"],
  ] as const)("does not come for %o", (given, because) => {
    expect(nextStep(given, standAt(policy, startedAt))).toEqual({ kind: "none", because });
  });
});

describe("a policy of several steps", () => {
  const step = (minutes: number, changes: Partial<EscalationStep> = {}): EscalationStep => ({
    afterMs: minutes * MINUTE_MS,
    targets: [{ kind: "person", accountId: minutes + 1 }],
    raisesSeverity: false,
    businessHours: null,
    ...changes,
  });
  const payments: EscalationPolicy = {
    ...policy,
    id: 3,
    name: "Payments",
    steps: [step(0), step(8), step(15)],
    repeats: 1,
    repeatAfterMs: 30 * MINUTE_MS,
  };
  const due = (stepsDone: number, changed: EscalationPolicy = payments) => {
    const next = nextStep(alert, { policy: changed, startedAt, stepsDone, waitedMs: 0 });
    return next.kind === "escalate" ? [next.stepsDone, (next.at.getTime() - startedAt.getTime()) / MINUTE_MS] : null;
  };

  it("takes the step at 0 by raising the alert, counts each from the beginning, and repeats", () => {
    expect(standAt(payments, startedAt).stepsDone).toBe(1);
    expect([1, 2, 3, 4, 5, 6].map((done) => due(done))).toEqual([[2, 8], [3, 15], [4, 30], [5, 38], [6, 45], null]);
  });

  it("passes over, waits for, or redirects a step outside of its business hours", () => {
    const office = {
      zone: "Europe/Malta",
      hours: { days: ["mon" as const], from: "08:00", to: "18:00" },
      holidays: [],
    };
    const outside = (rule: NonNullable<EscalationStep["businessHours"]>["outside"]) => ({
      ...payments,
      steps: [step(0), step(8, { businessHours: { ...office, outside: rule } }), step(15)],
    });
    expect(due(1, outside({ kind: "go_on" }))).toEqual([3, 15]);
    // 20 November 2026 is a Friday; Malta opens on Monday at 07:00 UTC.
    expect(nextStep(alert, standAt(outside({ kind: "wait" }), startedAt))).toMatchObject({
      at: new Date("2026-11-23T07:00:00Z"),
    });
    const instead = outside({ kind: "instead", targets: [{ kind: "role", role: "admin" }] });
    expect(nextStep(alert, standAt(instead, startedAt))).toMatchObject({
      at: after(8),
      targets: [{ kind: "role", role: "admin" }],
    });
  });
});
