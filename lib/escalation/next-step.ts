import type { AlertStatus } from "@/lib/alerts/schema";
import type { Severity } from "@/lib/kernel/severity";
import { addMs } from "@/lib/kernel/time";
import { describeDuration, listOf } from "@/lib/rules/describe";
import { isOpen, nextOpening } from "./business-hours";
import type { EscalationPolicy, EscalationStep, NextStep, Standing } from "./schema";

/** N4's default (L's High Alert Response): critical alerts, one severity up after `afterMs` without an acknowledgement. */
export function defaultPolicy(afterMs: number): EscalationPolicy {
  return {
    id: null,
    name: "Default",
    version: 1,
    matchers: [],
    severities: ["critical"],
    steps: [{ afterMs, targets: [{ kind: "everyone" }], raisesSeverity: true, businessHours: null }],
    repeats: 0,
    repeatAfterMs: null,
    acknowledgementTimeoutMs: null,
  };
}

/** An alert's standing when it begins, worsens, is shown again or triggered again: a step at 0 is taken with that itself. */
export function standAt(policy: EscalationPolicy, startedAt: Date): Standing {
  const [first] = policy.steps;
  const isTaken = first?.afterMs === 0 && (first.businessHours === null || isOpen(first.businessHours, startedAt));
  return { policy, startedAt, stepsDone: isTaken ? 1 : 0 };
}

/**
 * What the policy does next with an alert. A step outside of its business hours is passed over, waits for their beginning, or
 * goes to other targets, as the step says.
 */
export function nextStep(alert: { status: AlertStatus; severity: Severity }, standing: Standing): NextStep {
  const { policy, stepsDone } = standing;
  if (alert.status === "acknowledged") return { kind: "none", because: "acknowledged: somebody has it" };
  if (alert.status === "resolved") return { kind: "none", because: "resolved" };
  if (!policy.severities.includes(alert.severity) && !hasBegun(standing)) {
    const covered = listOf(policy.severities);
    return { kind: "none", because: `the policy escalates ${covered} alerts, and this is ${alert.severity}` };
  }
  for (let done = stepsDone; done < stepsInAll(policy); done += 1) {
    const next = stepAt(standing, done);
    if (next !== null) return next;
  }
  return { kind: "none", because: `all steps of ${policy.name} were taken` };
}

/** A step at 0 is taken by raising the alert, which begins nothing. */
function hasBegun({ policy, stepsDone }: Standing): boolean {
  return stepsDone > (policy.steps[0]?.afterMs === 0 ? 1 : 0);
}

function stepsInAll({ steps, repeats }: EscalationPolicy): number {
  return steps.length * (repeats + 1);
}

/** The step after `done` others; null where it is passed over. */
function stepAt({ policy, startedAt }: Standing, done: number): NextStep | null {
  const { steps, name } = policy;
  const round = Math.floor(done / steps.length);
  const number = (done % steps.length) + 1;
  const step = steps[number - 1];
  if (step === undefined) return null;
  const afterMs = round * cycleMs(policy) + step.afterMs;
  const timed = timeOf(step, addMs(startedAt, afterMs));
  if (timed === null) return null;
  const again = round === 0 ? "" : `, time ${round + 1}`;
  return {
    kind: "escalate",
    ...timed,
    stepsDone: done + 1,
    raisesSeverity: step.raisesSeverity && step.afterMs > 0,
    words: `not acknowledged for ${describeDuration(afterMs)}${policy.id === null ? "" : `: step ${number} of ${name}${again}`}`,
  };
}

function timeOf({ businessHours, targets }: EscalationStep, at: Date) {
  if (businessHours === null || isOpen(businessHours, at)) return { at, targets };
  switch (businessHours.outside.kind) {
    case "go_on":
      return null;
    case "instead":
      return { at, targets: businessHours.outside.targets };
    case "wait": {
      const opens = nextOpening(businessHours, at);
      return opens === null ? null : { at: opens, targets };
    }
  }
}

function cycleMs({ steps, repeatAfterMs }: EscalationPolicy): number {
  return Math.max(repeatAfterMs ?? 0, steps.at(-1)?.afterMs ?? 0);
}
