import "server-only";
import { listCounted } from "@/db/queries/alerts";
import { type AlertStatistics, statistics } from "@/lib/alerts/statistics";
import { HOUR_MS, windowBefore } from "@/lib/kernel/time";
import type { Context } from "@/lib/server/context";
import { reporting } from "@/lib/server/reporting";

interface Asked {
  hours: number;
  brand?: string;
  /** End of the window; now where nothing is said. */
  at?: Date;
}

/** A2: the alerts triggered in the last `hours`, by the reporting zone's hours. */
export async function alertStatistics(ctx: Context, { hours, brand, at = ctx.now() }: Asked): Promise<AlertStatistics> {
  const window = windowBefore(at, hours * HOUR_MS);
  const alerts = await listCounted(ctx.db, ctx.scope, { ...window, brand });
  return statistics(alerts, { hours, zone: reporting().zone }, at);
}
