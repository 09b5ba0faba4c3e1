import type { Metadata } from "next";
import { chosenBrand, type SearchParams } from "@/app/(console)/search-params";
import { RenewPage } from "@/components/dashboards/renew-page";
import { BetsToNgr } from "@/components/executive/bets-to-ngr";
import { BrandBars } from "@/components/executive/brand-bars";
import { ExecutiveTiles } from "@/components/executive/executive-tiles";
import { ExecutiveHero } from "@/components/executive/hero";
import { TopGamesPanel } from "@/components/executive/top-games";
import { Page } from "@/components/shell/page";
import { hourName } from "@/lib/kernel/zone";
import { reporting } from "@/lib/server/reporting";
import { executivePage } from "@/lib/server/services/dashboards/executive-page";
import { requireContext } from "@/lib/server/session";

export const metadata: Metadata = { title: "Executive" };

export default async function ExecutivePage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await requireContext("executive:read");
  const brand = await chosenBrand(ctx, "/executive", searchParams);
  const { at, dashboard, ggr, games, payments } = await executivePage(ctx, { brand });
  const { zone } = reporting();
  return (
    <Page title="Executive" note="today">
      <RenewPage />
      <div className="split">
        <ExecutiveHero
          ggr={dashboard.financial.ggr}
          currency={dashboard.financial.currency}
          hours={ggr.hours.map(({ at, ...hour }) => ({ ...hour, name: hourName(at, zone) }))}
          at={at.toISOString()}
          zone={zone}
        />
        <BetsToNgr financial={dashboard.financial} />
      </div>
      <ExecutiveTiles dashboard={dashboard} counts={payments} />
      <div className="split">
        <TopGamesPanel {...games} />
        <BrandBars currency={ggr.currency} brands={ggr.brands} />
      </div>
    </Page>
  );
}
