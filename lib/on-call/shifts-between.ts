import { addMs, type Interval } from "@/lib/kernel/time";
import type { Override, Rotation, Shift } from "./schema";
import { turnsBetween } from "./turns-between";

/**
 * Every shift that touches `[from, to)`, whole, layer by layer and in order. An override takes the first layer, also where
 * its hours leave nobody on call, and cuts the shifts it lies in. Of overrides that overlap the later made one counts.
 */
export function shiftsBetween(rotation: Rotation, overrides: readonly Override[], from: Date, to: Date): Shift[] {
  return rotation.layers.flatMap((layer, place) => {
    const turns = turnsBetween(rotation, layer, { from, to });
    if (place > 0) return turns;
    return [...overrides]
      .filter(({ rotationId }) => rotationId === rotation.id)
      .sort((a, b) => a.id - b.id)
      .reduce((shifts, override) => overlay(shifts, { ...shiftOf(override), layer: layer.name }), turns)
      .filter((shift) => shift.from < to && shift.to > from)
      .sort((a, b) => a.from.getTime() - b.from.getTime());
  });
}

/** Who is on call at an instant by each layer that has somebody, the first layer first. */
export function onCallAt(
  rotation: Rotation,
  overrides: readonly Override[],
  at: Date,
): Pick<Shift, "layer" | "accountId" | "isOverride">[] {
  return shiftsBetween(rotation, overrides, at, addMs(at, 1)).map(({ layer, accountId, isOverride }) => ({
    layer,
    accountId,
    isOverride,
  }));
}

/** Where no layer has anybody on call within `[from, to)`, in order. Whoever `isThere` denies counts as nobody. */
export function gapsBetween(
  rotation: Rotation,
  overrides: readonly Override[],
  { from, to, isThere = () => true }: Interval & { isThere?: (accountId: number) => boolean },
): Interval[] {
  const shifts = shiftsBetween(rotation, overrides, from, to)
    .filter(({ accountId }) => isThere(accountId))
    .sort((a, b) => a.from.getTime() - b.from.getTime());
  const gaps: Interval[] = [];
  let covered = from;
  for (const shift of shifts) {
    if (shift.from > covered) gaps.push({ from: covered, to: shift.from });
    if (shift.to > covered) covered = shift.to;
  }
  if (covered < to) gaps.push({ from: covered, to });
  return gaps;
}

function shiftOf({ rotationId, accountId, from, to }: Override): Omit<Shift, "layer"> {
  return { rotationId, accountId, from, to, isOverride: true };
}

/** Puts one shift over others: what it covers of them falls away. */
function overlay(shifts: readonly Shift[], over: Shift): Shift[] {
  const left = shifts.flatMap((shift) => [
    { ...shift, to: over.from < shift.to ? over.from : shift.to },
    { ...shift, from: over.to > shift.from ? over.to : shift.from },
  ]);
  return [...left.filter(({ from, to }) => to > from), over];
}
