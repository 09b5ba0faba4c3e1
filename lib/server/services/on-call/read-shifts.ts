import "server-only";
import { AppError } from "@/lib/kernel/errors";
import { DAY_MS, type Interval } from "@/lib/kernel/time";
import { sameTimeBefore } from "@/lib/kernel/zone";
import { intervalWords } from "@/lib/on-call/in-words";
import { gapsBetween, shiftsBetween } from "@/lib/on-call/shifts-between";
import { nameOf, overrideToWire, type ShiftsWire, shiftToWire } from "@/lib/on-call/wire";
import type { Context } from "@/lib/server/context";
import { loadRoster } from "./load";
import { existingRotation } from "./save-rotation";

const LONGEST_MS = 92 * DAY_MS;

/**
 * The shifts of a rotation that touch an interval, whole, with its gaps and overrides; by default the next seven days.
 * @throws AppError `not-found`; `invalid` for an interval that ends before it begins or is longer than 92 days.
 */
export async function readShifts(
  ctx: Context,
  input: { id: number; from?: Date | undefined; to?: Date | undefined },
): Promise<ShiftsWire> {
  const rotation = await existingRotation(ctx, input.id);
  const from = input.from ?? ctx.now();
  const window = { from, to: input.to ?? sameTimeBefore(from, rotation.zone, -7) };
  refuseWindow(window);
  const { overrides, names, isThere } = await loadRoster(ctx, from);
  const own = overrides.filter(({ rotationId, from: begins }) => rotationId === rotation.id && begins < window.to);
  return {
    rotation_id: rotation.id,
    time_zone: rotation.zone,
    from: window.from.toISOString(),
    to: window.to.toISOString(),
    shifts: shiftsBetween(rotation, overrides, window.from, window.to).map((shift) => shiftToWire(shift, names)),
    gaps: gapsBetween(rotation, overrides, { ...window, isThere }).map((gap) => ({
      from: gap.from.toISOString(),
      to: gap.to.toISOString(),
      words: intervalWords(gap, rotation.zone),
    })),
    overrides: own.map((override) => ({ ...overrideToWire(override), name: nameOf(override.accountId, names) })),
  };
}

function refuseWindow({ from, to }: Interval): void {
  const refuse = (why: string) => new AppError("invalid", `to: ${why}`, { field: "to" });
  if (to <= from) throw refuse("expected an instant after from, such as a week later");
  if (to.getTime() - from.getTime() > LONGEST_MS) throw refuse("expected at most 92 days after from");
}
