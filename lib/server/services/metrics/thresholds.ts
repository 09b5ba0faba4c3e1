import "server-only";
import { findSetting } from "@/db/queries/settings";
import type { AsOf } from "@/lib/kernel/as-of";
import {
  type Threshold,
  ThresholdOverrides,
  thresholdsWith,
  type Violation,
  violationsOf,
} from "@/lib/rules/violations";
import type { Context } from "@/lib/server/context";
import { readFigures } from "@/lib/server/figures";

/** Key of the setting that holds what an admin changed. */
export const THRESHOLDS_SETTING = "thresholds";

/** The thresholds breached now or at an instant, with the severity of each metric's default rule (requirement H2). */
export async function thresholdViolations(ctx: Context, asOf: AsOf): Promise<Violation[]> {
  const { values } = await readFigures(ctx, asOf);
  return violationsOf(values, await presentThresholds(ctx));
}

/** The thresholds as they hold now: the defaults with an admin's changes. */
export async function presentThresholds(ctx: Context): Promise<Threshold[]> {
  return thresholdsWith((await findSetting(ctx.db, THRESHOLDS_SETTING, ThresholdOverrides)) ?? {});
}
