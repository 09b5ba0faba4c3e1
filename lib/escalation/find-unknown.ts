import type { Fault } from "./find-faults";
import type { EscalationTarget, NewPolicy } from "./schema";

/** What a policy may name. */
export interface Known {
  people: readonly { id: number; name: string }[];
  rotations: readonly { id: number; name: string; layers: readonly { name: string }[] }[];
}

/** The first account, rotation or layer that a policy names and nobody knows, by its field; null where all are known. */
export function findUnknown({ steps }: NewPolicy, known: Known): Fault | null {
  for (const [index, { targets, businessHours }] of steps.entries()) {
    const instead = businessHours?.outside.kind === "instead" ? businessHours.outside.targets : [];
    const fault =
      unknownOf(targets, known, `steps.${index}.targets`) ??
      unknownOf(instead, known, `steps.${index}.business_hours.outside.targets`);
    if (fault !== null) return fault;
  }
  return null;
}

function unknownOf(targets: readonly EscalationTarget[], known: Known, field: string): Fault | null {
  for (const [index, target] of targets.entries()) {
    const fault = faultOf(target, known);
    if (fault !== null) return { field: `${field}.${index}.${fault.field}`, message: fault.message };
  }
  return null;
}

function faultOf(target: EscalationTarget, { people, rotations }: Known): Fault | null {
  if (target.kind === "person") {
    if (people.some(({ id }) => id === target.accountId)) return null;
    const such = people[0] === undefined ? "" : `, such as ${people[0].id} for ${people[0].name}`;
    return { field: "account_id", message: `there is no account ${target.accountId} that can sign in${such}` };
  }
  if (target.kind !== "rotation") return null;
  const rotation = rotations.find(({ id }) => id === target.rotationId);
  if (rotation === undefined) {
    const such =
      rotations[0] === undefined ? ": make one first" : `, such as ${rotations[0].id} for ${rotations[0].name}`;
    return { field: "rotation_id", message: `there is no rotation ${target.rotationId}${such}` };
  }
  const layers = rotation.layers.map(({ name }) => name);
  if (target.layer === undefined || layers.includes(target.layer)) return null;
  return {
    field: "layer",
    message: `${rotation.name} has no layer ${target.layer}: expected one of ${layers.join(", ")}`,
  };
}
