import "server-only";
import { readPlayerActivity } from "@/db/queries/dashboards/sessions";
import { betsOf } from "@/lib/dashboards/bets";
import { retentionOf } from "@/lib/dashboards/retention-of-players";
import type { PlayersDashboard } from "@/lib/dashboards/schema";
import type { Context } from "@/lib/server/context";
import { exchangeFor, reporting } from "@/lib/server/reporting";
import { type Asked, questionOf } from "./question";

/** D4: the 24 hours before `at`, five minutes for who is active now. */
export async function readPlayers(ctx: Context, asked: Asked): Promise<PlayersDashboard> {
  const { platform, filter, at } = questionOf(ctx, asked);
  const activity = await readPlayerActivity(platform, filter, { at, zone: reporting().zone });
  const days = activity.bets ?? [];
  const exchange = await exchangeFor(platform, filter, { amounts: days, to: at });
  return {
    period: "24h",
    players: { active_now: activity.activeNow, active_today: activity.activeToday },
    sessions: { avg_duration: activity.avgSession, max_duration: activity.maxSession },
    bets: betsOf(days, exchange),
    retention: retentionOf(activity.cohorts),
  };
}
