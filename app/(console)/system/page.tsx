import type { Metadata } from "next";
import { chosenBrand, type SearchParams } from "@/app/(console)/search-params";
import { CountList } from "@/components/dashboards/count-list";
import { RenewPage } from "@/components/dashboards/renew-page";
import { Page } from "@/components/shell/page";
import { EnginePanel } from "@/components/system/engine-panel";
import { RecentErrors } from "@/components/system/recent-errors";
import { Sources } from "@/components/system/sources";
import { SystemTiles } from "@/components/system/system-tiles";
import { formatDuration } from "@/components/ui/duration";
import { databaseAgeMs } from "@/db/queries/database-age";
import { listSourceStates } from "@/db/queries/sources";
import { engineStatus } from "@/lib/server/engine-status";
import { systemPage } from "@/lib/server/services/dashboards/system-page";
import { currentMetrics } from "@/lib/server/services/metrics/current";
import { metricSparks } from "@/lib/server/services/metrics/sparks";
import { presentThresholds } from "@/lib/server/services/metrics/thresholds";
import { requireContext } from "@/lib/server/session";

export const metadata: Metadata = { title: "System" };

const SPARKS = ["api_latency_p99", "database_latency", "cache_hit_rate"] as const;

export default async function SystemPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await requireContext("dashboards:read");
  const brand = await chosenBrand(ctx, "/system", searchParams);
  const asked = { brand, at: ctx.now() };
  const [{ dashboard, errors }, current, thresholds, sparks, sources, engine, ageMs] = await Promise.all([
    systemPage(ctx, { brand }),
    currentMetrics(ctx, { brand }),
    presentThresholds(ctx),
    metricSparks(ctx, { ...asked, metrics: SPARKS, minutes: 60 }),
    listSourceStates(ctx.db),
    engineStatus(),
    databaseAgeMs(ctx.db),
  ]);
  return (
    <Page title="System">
      <RenewPage />
      <SystemTiles dashboard={dashboard} current={current} thresholds={thresholds} sparks={sparks} />
      <div className="split">
        <Sources sources={[...sources.values()]} />
        <EnginePanel engine={engine} databaseAge={formatDuration(ageMs)} />
      </div>
      <div className="split">
        <RecentErrors errors={errors} />
        <CountList
          title="Errors by type"
          note="last hour"
          counts={dashboard.errors.types}
          none="No error in an hour."
        />
      </div>
    </Page>
  );
}
