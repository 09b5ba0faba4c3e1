import { DAY_MS, MINUTE_MS } from "@/lib/kernel/time";
import type { Override, Rotation } from "./schema";
import { shiftsBetween } from "./shifts-between";

/** A button says now, and arrives a moment later. */
const GRACE_MS = MINUTE_MS;
const LONGEST_MS = 90 * DAY_MS;

/** Why an override cannot be made, with the field at fault. */
export interface OverrideRefusal {
  field: "from" | "to";
  why: string;
}

/** Its end lies after its beginning, its beginning not in the past, and it lasts at most 90 days. Null: nothing is wrong. */
export function refuseTimes({ from, to }: Pick<Override, "from" | "to">, now: Date): OverrideRefusal | null {
  if (from.getTime() < now.getTime() - GRACE_MS) {
    return { field: "from", why: `expected now or later, such as ${now.toISOString()}: what was cannot be changed` };
  }
  if (to <= from) return { field: "to", why: "expected an instant after from, such as two hours later" };
  if (to <= now) return { field: "to", why: "expected an instant to come" };
  if (to.getTime() - from.getTime() > LONGEST_MS) return { field: "to", why: "expected at most 90 days after from" };
  return null;
}

/** Whether the first layer is one person's own for all of an interval, so that it is theirs to hand over. */
export function isOwnShift(
  rotation: Rotation,
  overrides: readonly Override[],
  { accountId, from, to }: Pick<Override, "accountId" | "from" | "to">,
): boolean {
  const [first] = rotation.layers;
  const shifts = shiftsBetween(rotation, overrides, from, to).filter(({ layer }) => layer === first?.name);
  let covered = from;
  for (const shift of shifts) {
    if (shift.accountId !== accountId || shift.from > covered) return false;
    covered = shift.to;
  }
  return covered >= to;
}
