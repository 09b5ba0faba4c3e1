import { addMs, type Interval } from "@/lib/kernel/time";
import type { Override, Rotation, Shift } from "./schema";
import { shiftsBetween } from "./shifts-between";

/** Somebody takes over a layer, or the layer is left to nobody. */
export interface HandOff {
  rotationId: number;
  layer: string;
  at: Date;
  /** Who was on call until then; null where nobody was. */
  relieved: number | null;
  /** Who is from then on; null where nobody is. */
  takesOver: number | null;
}

/** Shifts of one person that adjoin as one: what a person calls a shift, overrides and turns of a ring of one included. */
export function stretchesBetween(
  rotation: Rotation,
  overrides: readonly Override[],
  { from, to }: Interval,
): Pick<Shift, "layer" | "accountId" | "from" | "to">[] {
  const stretches: Pick<Shift, "layer" | "accountId" | "from" | "to">[] = [];
  for (const shift of shiftsBetween(rotation, overrides, from, to)) {
    const before = stretches.at(-1);
    const isSame = before?.layer === shift.layer && before.accountId === shift.accountId;
    if (before !== undefined && isSame && before.to >= shift.from) before.to = shift.to;
    else stretches.push({ layer: shift.layer, accountId: shift.accountId, from: shift.from, to: shift.to });
  }
  return stretches;
}

/** Every change of who is on call after `from` and until `to`, that of `to` included, in order. */
export function handOffsBetween(rotation: Rotation, overrides: readonly Override[], { from, to }: Interval): HandOff[] {
  const stretches = stretchesBetween(rotation, overrides, { from, to: addMs(to, 1) });
  const found = rotation.layers.flatMap(({ name }) => {
    const own = stretches.filter(({ layer }) => layer === name);
    const instants = new Set(own.flatMap((one) => [one.from.getTime(), one.to.getTime()]));
    return [...instants]
      .filter((ms) => ms > from.getTime() && ms <= to.getTime())
      .map((ms) => ({
        rotationId: rotation.id,
        layer: name,
        at: new Date(ms),
        relieved: own.find((one) => one.to.getTime() === ms)?.accountId ?? null,
        takesOver: own.find((one) => one.from.getTime() === ms)?.accountId ?? null,
      }));
  });
  return found.sort((a, b) => a.at.getTime() - b.at.getTime());
}
