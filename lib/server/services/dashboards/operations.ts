import "server-only";
import type { OperationsDashboard } from "@/lib/dashboards/schema";
import type { Context } from "@/lib/server/context";
import { readOperations } from "@/lib/server/dashboards/operations";
import type { Asked } from "@/lib/server/dashboards/question";
import { readingPlatform } from "@/lib/server/dashboards/reading-platform";
import { recordView } from "./record-view";

/** The operations dashboard, its viewing audited. */
export async function operationsDashboard(ctx: Context, asked: Asked): Promise<OperationsDashboard> {
  const dashboard = await readingPlatform(() => readOperations(ctx, asked));
  await recordView(ctx, "operations", asked);
  return dashboard;
}
