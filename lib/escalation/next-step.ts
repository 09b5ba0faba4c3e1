import type { AlertStatus } from "@/lib/alerts/schema";
import { assertNever } from "@/lib/kernel/errors";
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

/**
 * What the policy does next with an alert. A step outside of its business hours is passed over, waits for their beginning, or
 * goes to other targets, as the step says.
 */
export function nextStep(alert: { status: AlertStatus; severity: Severity }, standing: Standing): NextStep {
  const { policy, stepsDone } = standing;
  if (alert.status === "acknowledged") return { kind: "none", because: "acknowledged: somebody has it" };
  if (alert.status === "resolved") return { kind: "none", because: "resolved" };
  if (!policy.severities.includes(alert.severity) && stepsDone === 0) {
    const covered = listOf(policy.severities);
    return { kind: "none", because: `the policy escalates ${covered} alerts, and this is ${alert.severity}` };
  }
  for (let done = stepsDone; done < stepsInAll(policy); done += 1) {
    const next = stepAt(standing, done);
    if (next !== null) return next;
  }
  return { kind: "none", because: `all steps of ${policy.name} were taken` };
}

/** Repeats counted. */
export function stepsInAll({ steps, repeats }: EscalationPolicy): number {
  return steps.length * (repeats + 1);
}

/** The step after `done` others; null where it is passed over. */
function stepAt({ policy, startedAt, waitedMs }: Standing, done: number): NextStep | null {
  const { steps } = policy;
  const round = Math.floor(done / steps.length);
  const number = (done % steps.length) + 1;
  const step = steps[number - 1];
  if (step === undefined) return null;
  const plannedAt = addMs(startedAt, waitedMs + round * cycleMs(policy) + step.afterMs);
  const timed = timeOf(step, plannedAt);
  if (timed === null) return null;
  const name = nameOf(policy, number, round);
  const opens = timed.at > plannedAt ? ", with the beginning of its business hours" : "";
  const unanswered = describeDuration(timed.at.getTime() - startedAt.getTime());
  return {
    kind: "escalate",
    ...timed,
    plannedAt,
    stepsDone: done + 1,
    raisesSeverity: step.raisesSeverity && step.afterMs > 0,
    name,
    words: `not acknowledged for ${unanswered}${policy.id === null ? "" : `: ${name}${opens}`}`,
  };
}

/** `step 2 of Payments, time 3`; rounds count from 0. */
export function nameOf({ name }: EscalationPolicy, number: number, round: number): string {
  return `step ${number} of ${name}${round === 0 ? "" : `, time ${round + 1}`}`;
}

function timeOf({ businessHours, targets }: EscalationStep, at: Date) {
  if (businessHours === null || isOpen(businessHours, at)) return { at, targets };
  const { outside } = businessHours;
  switch (outside.kind) {
    case "go_on":
      return null;
    case "instead":
      return { at, targets: outside.targets };
    case "wait": {
      const opens = nextOpening(businessHours, at);
      return opens === null ? null : { at: opens, targets };
    }
    default:
      return assertNever(outside);
  }
}

function cycleMs({ steps, repeatAfterMs }: EscalationPolicy): number {
  return Math.max(repeatAfterMs ?? 0, steps.at(-1)?.afterMs ?? 0);
}
