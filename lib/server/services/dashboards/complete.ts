import "server-only";
import { listActiveAlerts } from "@/db/queries/alerts";
import { describeRefusal, isAllowed, type Permission } from "@/lib/access/permissions";
import { alertToWire } from "@/lib/alerts/wire";
import type { CompleteDashboard } from "@/lib/dashboards/schema";
import { AppError } from "@/lib/kernel/errors";
import type { Context } from "@/lib/server/context";
import { readExecutive } from "@/lib/server/dashboards/executive";
import { readOperations } from "@/lib/server/dashboards/operations";
import { readPlayers } from "@/lib/server/dashboards/players";
import type { Asked } from "@/lib/server/dashboards/question";
import { readingPlatform } from "@/lib/server/dashboards/reading-platform";
import { readSecurity } from "@/lib/server/dashboards/security";
import { readSystem } from "@/lib/server/dashboards/system";
import { recordView } from "./record-view";

const TOP_ALERTS = 10;
const NEEDED: readonly Permission[] = ["executive:read", "dashboards:read", "security:read"];

/**
 * All five dashboards as of one instant, and the ten gravest open alerts (then newest).
 * @throws AppError `forbidden` unless the caller may see each of the five.
 */
export async function completeDashboard(ctx: Context, { brand, at = ctx.now() }: Asked): Promise<CompleteDashboard> {
  const missing = NEEDED.find((permission) => !isAllowed(ctx.actor, permission, "read"));
  if (missing !== undefined) throw new AppError("forbidden", describeRefusal(ctx.actor, missing));
  const asked = { brand, at };
  const dashboard = await readingPlatform(async () => ({
    executive: await readExecutive(ctx, asked),
    operations: await readOperations(ctx, asked),
    security: await readSecurity(ctx, asked),
    players: await readPlayers(ctx, asked),
    system: await readSystem(ctx, asked),
    alerts: (await listActiveAlerts(ctx.db, ctx.scope, { brand, at, limit: TOP_ALERTS })).map(alertToWire),
  }));
  await recordView(ctx, "complete", asked);
  return dashboard;
}
