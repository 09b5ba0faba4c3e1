import "server-only";
import type { SecurityDashboard } from "@/lib/dashboards/schema";
import type { Context } from "@/lib/server/context";
import type { Asked } from "@/lib/server/dashboards/question";
import { readingPlatform } from "@/lib/server/dashboards/reading-platform";
import { readSecurity } from "@/lib/server/dashboards/security";
import { recordView } from "./record-view";

/** The security dashboard, its viewing audited. */
export async function securityDashboard(ctx: Context, asked: Asked): Promise<SecurityDashboard> {
  const dashboard = await readingPlatform(() => readSecurity(ctx, asked));
  await recordView(ctx, "security", asked);
  return dashboard;
}
