import "server-only";
import { countAuditEvents, countPlayers, countTransactions, readUptime } from "@/db/queries/dashboards/system";
import { countGames } from "@/db/queries/platform/games";
import type { SystemDashboard } from "@/lib/dashboards/schema";
import { sumByType, totalOf } from "@/lib/dashboards/type-counts";
import { DAY_MS, HOUR_MS, windowBefore } from "@/lib/kernel/time";
import type { Context } from "@/lib/server/context";
import { readErrorTypes, readRecentErrors } from "./errors";
import { type Asked, questionOf } from "./question";

const RECENT = 10;
const CRITICAL = ["critical", "emergency"];

/** D5: counts up to `at`, errors of the hour before it, the newest critical ones of the day before it. */
export async function readSystem(ctx: Context, asked: Asked): Promise<SystemDashboard> {
  const question = questionOf(ctx, asked);
  const { platform, filter, at } = question;
  const errors = await readErrorTypes(ctx, question, windowBefore(at, HOUR_MS));
  const recent = { window: windowBefore(at, DAY_MS), severities: CRITICAL, limit: RECENT };
  return {
    period: "cumulative",
    database: {
      users: await countPlayers(platform, filter, at),
      games: totalOf(await countGames(platform, filter)),
      transactions: await countTransactions(platform, filter, at),
      audit_events: await countAuditEvents(ctx.db, filter, at),
    },
    errors: {
      last_hour: totalOf(errors),
      types: sumByType(errors),
      recent_critical: await readRecentErrors(ctx, question, recent),
    },
    uptime_percentage: await readUptime(ctx.db),
  };
}
