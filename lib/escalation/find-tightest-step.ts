import type { Role } from "@/lib/access/schema";
import type { Rotation } from "@/lib/on-call/schema";
import type { EscalationPolicy, EscalationStep, EscalationTarget } from "./schema";

/** The step that comes soonest after one that tells somebody. */
export interface TightestStep {
  policy: Pick<EscalationPolicy, "id" | "name">;
  /** Counted from 1, as people count. */
  number: number;
  /** From the alert's beginning. */
  afterMs: number;
  /** From the step before, which tells the person. */
  gapMs: number;
  targets: readonly EscalationTarget[];
}

/**
 * Of all steps that follow one which names somebody, by name, role or rotation, the one that follows soonest: a channel that
 * waits longer reaches the person after others. Null where no policy names them before its last step.
 */
export function findTightestStep(
  who: { accountId: number; role: Role },
  policies: readonly EscalationPolicy[],
  rotations: readonly Rotation[],
): TightestStep | null {
  const found = policies.flatMap(({ id, name, steps }) =>
    fromTheBeginning(steps).flatMap((step, index, all): TightestStep[] => {
      const before = all[index - 1];
      if (before === undefined || !before.targets.some((target) => names(target, who, rotations))) return [];
      const { afterMs, targets } = step;
      const number = steps.indexOf(step) + 1;
      return [{ policy: { id, name }, number, afterMs, gapMs: afterMs - before.afterMs, targets }];
    }),
  );
  return found.reduce<TightestStep | null>((best, one) => (best === null || one.gapMs < best.gapMs ? one : best), null);
}

/** A policy that says nothing of the beginning lets the severity's routing tell everyone then. */
function fromTheBeginning(steps: readonly EscalationStep[]): readonly EscalationStep[] {
  const [first] = steps;
  if (first === undefined || first.afterMs === 0) return steps;
  return [{ afterMs: 0, targets: [{ kind: "everyone" }], raisesSeverity: false, businessHours: null }, ...steps];
}

function names(
  target: EscalationTarget,
  { accountId, role }: { accountId: number; role: Role },
  rotations: readonly Rotation[],
): boolean {
  switch (target.kind) {
    case "everyone":
      return role === "admin";
    case "person":
      return target.accountId === accountId;
    case "role":
      return target.role === role;
    case "rotation":
      return rotations.some(
        ({ id, layers }) =>
          id === target.rotationId &&
          layers.some(({ name, people }) => people.includes(accountId) && (target.layer ?? name) === name),
      );
    case "channel":
      return false;
  }
}
