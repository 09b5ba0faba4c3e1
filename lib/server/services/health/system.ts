import "server-only";
import { readUptime } from "@/db/queries/health";
import { assessSystem } from "@/lib/health/assess";
import { healthToWire, type SystemHealthWire } from "@/lib/health/wire";
import type { AsOf } from "@/lib/kernel/as-of";
import type { Context } from "@/lib/server/context";
import { readFigures } from "@/lib/server/figures";

/** The six subsystems, the worst of them, and the share of checks so far that were not critical (requirement H1). */
export async function systemHealth(ctx: Context, asOf: AsOf): Promise<SystemHealthWire> {
  const { values, answers } = await readFigures(ctx, asOf);
  return healthToWire(assessSystem({ values, answers }), await readUptime(ctx.db));
}
