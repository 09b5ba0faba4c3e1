import "server-only";
import type { PlayersDashboard } from "@/lib/dashboards/schema";
import type { Context } from "@/lib/server/context";
import { readPlayers } from "@/lib/server/dashboards/players";
import type { Asked } from "@/lib/server/dashboards/question";
import { readingPlatform } from "@/lib/server/dashboards/reading-platform";
import { recordView } from "./record-view";

/** The players dashboard, its viewing audited. */
export async function playersDashboard(ctx: Context, asked: Asked): Promise<PlayersDashboard> {
  const dashboard = await readingPlatform(() => readPlayers(ctx, asked));
  await recordView(ctx, "players", asked);
  return dashboard;
}
