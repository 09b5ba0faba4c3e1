import type { Severity } from "@/lib/kernel/severity";
import { isOpen } from "./business-hours";
import { nameOf, nextStep } from "./next-step";
import type { EscalationPolicy, EscalationStep, EscalationTarget, Standing, TakenStep } from "./schema";

export interface Beginning {
  policy: EscalationPolicy;
  severity: Severity;
  /** How often the alert was escalated before. */
  level: number;
}

/**
 * An alert's standing when it is raised, worsens, is shown again or triggered again, and whom its policy tells of that: those
 * of a step at 0, everyone where it has none or does not cover the severity, nobody while the step at 0 rests.
 */
export function beginAt({ policy, severity, level }: Beginning, at: Date): { standing: Standing; taken: TakenStep } {
  const standing: Standing = { policy, startedAt: at, stepsDone: 0, waitedMs: 0 };
  const [first] = policy.steps;
  if (first === undefined || first.afterMs > 0 || !policy.severities.includes(severity)) {
    return { standing, taken: tells(level, "the routing of its severity", [{ kind: "everyone" }]) };
  }
  const by = nameOf(policy, 1, 0);
  const targets = targetsAt(first, at);
  if (targets === null) return { standing, taken: rests(standing, { severity, level, by }) };
  return { standing: { ...standing, stepsDone: 1 }, taken: tells(level, by, targets) };
}

/** Nobody hears of it until the next step; where none comes, everyone does. */
function rests(
  standing: Standing,
  { severity, level, by }: { severity: Severity; level: number; by: string },
): TakenStep {
  const why = `${by} rests outside of its business hours`;
  const next = nextStep({ status: "triggered", severity }, standing);
  return tells(level, why, next.kind === "none" ? [{ kind: "everyone" }] : []);
}

/** Whom a step tells at an instant; null where it is passed over or waits. */
function targetsAt({ businessHours, targets }: EscalationStep, at: Date): readonly EscalationTarget[] | null {
  if (businessHours === null || isOpen(businessHours, at)) return targets;
  return businessHours.outside.kind === "instead" ? businessHours.outside.targets : null;
}

function tells(level: number, by: string, targets: readonly EscalationTarget[]): TakenStep {
  return { level, by, targets: [...targets], soFar: [...targets] };
}
