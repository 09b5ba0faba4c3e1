import { raiseSeverity, type Severity } from "@/lib/kernel/severity";
import { nextStep } from "./next-step";
import type { NextStep, Standing } from "./schema";

export interface StepTaken {
  severity: Severity;
  /** Whether the severity went up, or would have but for emergency being the highest. */
  isRaised: boolean;
  standing: Standing;
  /** The step that was due, or why none was. */
  step: NextStep;
}

/** What an escalation makes of an alert. By hand it raises the severity; by the policy where its step does (A1, N4). */
export function takeStep(
  { severity, standing, isManual }: { severity: Severity; standing: Standing; isManual: boolean },
  now: Date,
): StepTaken {
  const step = nextStep({ status: "escalated", severity }, standing);
  const isRaised = isManual || (step.kind === "escalate" && step.raisesSeverity);
  return {
    severity: isRaised ? raiseSeverity(severity) : severity,
    isRaised,
    standing: standingAfter(step, standing, now),
    step,
  };
}

/** A step that is taken early leaves the times of the others; where none was due, the new severity's begin now. */
function standingAfter(step: NextStep, standing: Standing, now: Date): Standing {
  return step.kind === "escalate" ? { ...standing, stepsDone: step.stepsDone } : { ...standing, startedAt: now };
}
