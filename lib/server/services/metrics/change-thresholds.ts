import "server-only";
import { findSetting, saveSetting } from "@/db/queries/settings";
import { actorName } from "@/lib/access/schema";
import { changeThresholds as afterChange, isDefault, type ThresholdChanges } from "@/lib/rules/change-thresholds";
import { ThresholdOverrides, type Violation } from "@/lib/rules/violations";
import type { Context } from "@/lib/server/context";
import { readFigures } from "@/lib/server/figures";
import { presentThresholds, THRESHOLDS_SETTING } from "./thresholds";

/** A threshold with its metric's value now, null without data, breached or not. */
interface ThresholdWire extends Omit<Violation, "value"> {
  value: number | null;
  is_default: boolean;
}

/** Changes what is named and keeps the rest, for everybody from the next reading on. Answers the whole set. */
export async function changeThresholds(ctx: Context, changes: ThresholdChanges): Promise<ThresholdWire[]> {
  await ctx.unit(async (unit) => {
    const before = (await findSetting(unit.db, THRESHOLDS_SETTING, ThresholdOverrides)) ?? {};
    const after = afterChange(before, changes);
    await saveSetting(unit.db, {
      key: THRESHOLDS_SETTING,
      value: after,
      updatedBy: actorName(unit.actor),
      updatedAt: unit.now(),
    });
    unit.tell.audit({ action: "thresholds/changed", subject: "setting:thresholds", details: { before, after } });
  });
  const { values } = await readFigures(ctx, {});
  const now: Readonly<Record<string, number | null>> = values;
  return (await presentThresholds(ctx)).map((one) => ({
    metric: one.metric,
    value: now[one.metric] ?? null,
    threshold: one.threshold,
    condition: one.condition,
    severity: one.severity,
    is_default: isDefault(one),
  }));
}
