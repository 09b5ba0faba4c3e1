import "server-only";
import {
  type BrandPlayers,
  countPlayersByBrand,
  type LimitReached,
  listCohortWeeks,
  listLimitsReached,
} from "@/db/queries/dashboards/player-watch";
import { type CohortReturn, cohortReturns } from "@/lib/dashboards/cohort-returns";
import { maskPlayer } from "@/lib/dashboards/mask-player";
import type { PlayersDashboard } from "@/lib/dashboards/schema";
import { DAY_MS, MINUTE_MS, windowBefore } from "@/lib/kernel/time";
import type { Context } from "@/lib/server/context";
import { readPlayers } from "@/lib/server/dashboards/players";
import { type Asked, questionOf } from "@/lib/server/dashboards/question";
import { shared } from "@/lib/server/dashboards/share";
import { recordPageView } from "./record-view";

const COHORT_WEEKS = 6;

/** Players active in the five minutes before `at`, by brand, most first. */
export function activeByBrand(ctx: Context, asked: Asked): Promise<BrandPlayers[]> {
  const { platform, filter, at } = questionOf(ctx, asked);
  return countPlayersByBrand(platform, filter, windowBefore(at, 5 * MINUTE_MS));
}

export type PlayerToLookAt = Omit<LimitReached, "playerId"> & { player: string };

/** Who ran into a limit in the 24 hours before `at`, most often first; players masked. */
export async function playersToLookAt(
  ctx: Context,
  { limit = 6, ...asked }: Asked & { limit?: number },
): Promise<PlayerToLookAt[]> {
  const { platform, filter, at } = questionOf(ctx, asked);
  const rows = await listLimitsReached(platform, filter, { ...windowBefore(at, DAY_MS), limit });
  return rows.map(({ playerId, ...row }) => ({ ...row, player: maskPlayer(playerId) }));
}

/** Who comes back: the players of each of the last six weeks, and how many were seen again 1, 7 and 30 days after or later. */
export async function whoComesBack(ctx: Context, asked: Asked): Promise<CohortReturn[]> {
  const { platform, filter, at } = questionOf(ctx, asked);
  return cohortReturns(await listCohortWeeks(platform, filter, { at, weeks: COHORT_WEEKS }), {
    weeks: COHORT_WEEKS,
    at,
  });
}

export interface PlayersPage {
  dashboard: PlayersDashboard;
  brands: BrandPlayers[];
  limits: PlayerToLookAt[];
  cohorts: CohortReturn[];
}

/** What the players page shows, read once for all who look (lib/server/dashboards/share); the look is audited. */
export async function playersPage(ctx: Context, { brand }: Pick<Asked, "brand">): Promise<PlayersPage> {
  const page = await shared(ctx, { name: "players-page", brand }, async (at) => {
    const asked = { brand, at };
    return {
      dashboard: await readPlayers(ctx, asked),
      brands: await activeByBrand(ctx, asked),
      limits: await playersToLookAt(ctx, asked),
      cohorts: await whoComesBack(ctx, asked),
    };
  });
  await recordPageView(ctx, "players", { brand });
  return page;
}
