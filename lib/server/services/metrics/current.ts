import "server-only";
import type { AsOf } from "@/lib/kernel/as-of";
import { CURRENT_METRICS } from "@/lib/metrics/catalogue";
import type { Context } from "@/lib/server/context";
import { readFigures } from "@/lib/server/figures";

/** The 19 metrics of the whole scope or one brand: metric → number, null without data. */
export async function currentMetrics(ctx: Context, asOf: AsOf): Promise<Record<string, number | null>> {
  const { values } = await readFigures(ctx, asOf);
  return Object.fromEntries(CURRENT_METRICS.map((metric) => [metric, values[metric]]));
}
