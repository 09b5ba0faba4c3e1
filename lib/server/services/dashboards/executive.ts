import "server-only";
import type { ExecutiveDashboard } from "@/lib/dashboards/schema";
import type { Context } from "@/lib/server/context";
import { type ExecutiveAsked, readExecutive } from "@/lib/server/dashboards/executive";
import { readingPlatform } from "@/lib/server/dashboards/reading-platform";
import { recordView } from "./record-view";

/** The executive dashboard, its viewing audited. */
export async function executiveDashboard(ctx: Context, asked: ExecutiveAsked): Promise<ExecutiveDashboard> {
  const dashboard = await readingPlatform(() => readExecutive(ctx, asked));
  await recordView(ctx, "executive", asked);
  return dashboard;
}
