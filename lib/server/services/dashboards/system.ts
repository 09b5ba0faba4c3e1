import "server-only";
import type { SystemDashboard } from "@/lib/dashboards/schema";
import type { Context } from "@/lib/server/context";
import type { Asked } from "@/lib/server/dashboards/question";
import { readingPlatform } from "@/lib/server/dashboards/reading-platform";
import { readSystem } from "@/lib/server/dashboards/system";
import { recordView } from "./record-view";

/** The system dashboard, its viewing audited. */
export async function systemDashboard(ctx: Context, asked: Asked): Promise<SystemDashboard> {
  const dashboard = await readingPlatform(() => readSystem(ctx, asked));
  await recordView(ctx, "system", asked);
  return dashboard;
}
