import { raiseSeverity, type Severity } from "@/lib/kernel/severity";
import { beginAt } from "./begin-at";
import { nextStep } from "./next-step";
import type { EscalationTarget, NextStep, Standing, TakenStep } from "./schema";

export interface StepTaken {
  severity: Severity;
  /** Whether the severity went up, or would have but for emergency being the highest. */
  isRaised: boolean;
  standing: Standing;
  /** The step that was due, or why none was. */
  step: NextStep;
  /** Whom it tells. */
  taken: TakenStep;
}

/** An alert that is escalated. */
export interface Escalating {
  severity: Severity;
  standing: Standing;
  isManual: boolean;
  /** Its `escalationLevel` from now on. */
  level: number;
  /** Whom earlier steps told; null where none is kept. */
  before: TakenStep | null;
}

/**
 * What an escalation makes of an alert. By hand it raises the severity and takes the next step early; by the policy the
 * severity goes up where its step says so (A1, N4). Where no step is left, everyone is told; where the severity comes to be
 * covered by it, the policy begins.
 */
export function takeStep({ severity: present, standing, isManual, level, before }: Escalating, now: Date): StepTaken {
  const step = nextStep({ status: "escalated", severity: present }, standing);
  const isRaised = isManual || (step.kind === "escalate" && step.raisesSeverity);
  const severity = isRaised ? raiseSeverity(present) : present;
  if (step.kind === "escalate") {
    const taken = follow(before, { level, by: step.name, targets: step.targets });
    return { severity, isRaised, step, standing: afterStep(step, standing, now), taken };
  }
  const { policy, stepsDone } = standing;
  if (stepsDone === 0 && policy.severities.includes(severity)) {
    return { severity, isRaised, step, ...beginAt({ policy, severity, level }, now) };
  }
  const everyone: EscalationTarget[] = [{ kind: "everyone" }];
  return { severity, isRaised, step, standing, taken: follow(before, { level, by: "by hand", targets: everyone }) };
}

/** A step taken early leaves the times of the others; one that waited for business hours makes them later. */
function afterStep(step: NextStep & { kind: "escalate" }, standing: Standing, now: Date): Standing {
  const takenAt = now < step.at ? now : step.at;
  const waitedMs = Math.max(0, takenAt.getTime() - step.plannedAt.getTime());
  return { ...standing, stepsDone: step.stepsDone, waitedMs: standing.waitedMs + waitedMs };
}

type Told = Pick<TakenStep, "level" | "by"> & { targets: readonly EscalationTarget[] };

function follow(before: TakenStep | null, { targets, ...told }: Told): TakenStep {
  const soFar = [...(before?.soFar ?? []), ...targets];
  return { ...told, targets: [...targets], soFar: distinct(soFar) };
}

function distinct(targets: readonly EscalationTarget[]): EscalationTarget[] {
  return [...new Map(targets.map((target) => [JSON.stringify(target), target])).values()];
}
