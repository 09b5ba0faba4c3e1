import type { Metadata } from "next";
import { chosenBrand, type SearchParams } from "@/app/(console)/search-params";
import { RenewPage } from "@/components/dashboards/renew-page";
import { BrandPlayers } from "@/components/players/brand-players";
import { Cohorts } from "@/components/players/cohorts";
import { LimitsReached } from "@/components/players/limits-reached";
import { PlayersChart } from "@/components/players/players-chart";
import { PlayersTiles } from "@/components/players/players-tiles";
import { Page } from "@/components/shell/page";
import { playersPage } from "@/lib/server/services/dashboards/players-page";
import { metricSparks } from "@/lib/server/services/metrics/sparks";
import { metricTimeseries } from "@/lib/server/services/metrics/timeseries";
import { requireContext } from "@/lib/server/session";

export const metadata: Metadata = { title: "Players" };

export default async function PlayersPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await requireContext("executive:read");
  const brand = await chosenBrand(ctx, "/players", searchParams);
  const asked = { brand, at: ctx.now() };
  const [{ dashboard, brands, limits, cohorts }, sparks, day] = await Promise.all([
    playersPage(ctx, { brand }),
    metricSparks(ctx, { ...asked, metrics: ["active_players", "user_new_today"], minutes: 1440 }),
    metricTimeseries(ctx, { ...asked, metric: "active_players", minutes: 1440 }),
  ]);
  return (
    <Page title="Players" note="24 h">
      <RenewPage />
      <PlayersTiles dashboard={dashboard} sparks={sparks} />
      <div className="split">
        <PlayersChart
          times={day.points.map(({ timestamp }) => Date.parse(timestamp))}
          values={day.points.map(({ value }) => value)}
        />
        <BrandPlayers brands={brands} />
      </div>
      <div className="split">
        <Cohorts cohorts={cohorts} />
        <LimitsReached players={limits} />
      </div>
    </Page>
  );
}
