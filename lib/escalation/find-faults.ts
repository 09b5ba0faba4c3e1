import { describeDuration } from "@/lib/rules/describe";
import type { EscalationStep, EscalationTarget, NewPolicy } from "./schema";

/** A field of the API's body, such as `steps.1.after_minutes`, and why it cannot stay so. */
export interface Fault {
  field: string;
  message: string;
}

/** What contradicts itself in a policy, field by field. */
export function findFaults(policy: NewPolicy): Fault[] {
  const { steps } = policy;
  return [
    ...steps.flatMap((step, index) => [
      ...orderFaults(step, steps[index - 1], index),
      ...targetFaults(step.targets, `steps.${index}.targets`),
      ...insteadFaults(step, index),
    ]),
    ...repeatFaults(policy),
  ];
}

function orderFaults(
  { afterMs, raisesSeverity }: EscalationStep,
  before: EscalationStep | undefined,
  index: number,
): Fault[] {
  if (before !== undefined && afterMs <= before.afterMs) {
    const than = `must be later than step ${index} (${describeDuration(before.afterMs)})`;
    return [{ field: `steps.${index}.after_minutes`, message: `${than}, such as ${before.afterMs / 60_000 + 5}` }];
  }
  if (afterMs > 0 || !raisesSeverity) return [];
  const message = "a step at 0 is the alert's beginning and cannot raise its severity: expected false";
  return [{ field: `steps.${index}.raises_severity`, message }];
}

function targetFaults(targets: readonly EscalationTarget[], field: string): Fault[] {
  const words = targets.map((target) => JSON.stringify(target));
  const twice = words.findIndex((word, index) => words.indexOf(word) < index);
  if (twice >= 0) return [{ field: `${field}.${twice}`, message: "named twice: once is enough" }];
  if (targets.length < 2 || !targets.some(({ kind }) => kind === "everyone")) return [];
  return [
    { field, message: 'everyone stands alone, such as [{"kind": "everyone"}]: leave out the others, or everyone' },
  ];
}

function insteadFaults({ businessHours }: EscalationStep, index: number): Fault[] {
  if (businessHours?.outside.kind !== "instead") return [];
  return targetFaults(businessHours.outside.targets, `steps.${index}.business_hours.outside.targets`);
}

function repeatFaults({ steps, repeats, repeatAfterMs }: NewPolicy): Fault[] {
  const lastMs = steps.at(-1)?.afterMs ?? 0;
  if (repeats === 0 || (repeatAfterMs !== null && repeatAfterMs > lastMs)) return [];
  const message = `must be later than the last step (${describeDuration(lastMs)}), such as ${lastMs / 60_000 + 15}`;
  return [{ field: "repeat_after_minutes", message }];
}
