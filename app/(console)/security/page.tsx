import type { Metadata } from "next";
import { chosenBrand, type SearchParams } from "@/app/(console)/search-params";
import { CountList } from "@/components/dashboards/count-list";
import { RenewPage } from "@/components/dashboards/renew-page";
import { FlagList } from "@/components/operations/flag-list";
import { FlagsByHour } from "@/components/security/flags-by-hour";
import { RecentFailures } from "@/components/security/recent-failures";
import { SecurityTiles } from "@/components/security/security-tiles";
import { Page } from "@/components/shell/page";
import { securityPage } from "@/lib/server/services/dashboards/security-page";
import { currentMetrics } from "@/lib/server/services/metrics/current";
import { metricSparks } from "@/lib/server/services/metrics/sparks";
import { presentThresholds } from "@/lib/server/services/metrics/thresholds";
import { requireContext } from "@/lib/server/session";

export const metadata: Metadata = { title: "Security" };

const SPARKS = ["fraud_critical_count", "fraud_flags_count"] as const;

export default async function SecurityPage({ searchParams }: { searchParams: SearchParams }) {
  const ctx = await requireContext("security:read");
  const brand = await chosenBrand(ctx, "/security", searchParams);
  const asked = { brand, at: ctx.now() };
  const [{ dashboard, byHour, flags }, current, thresholds, sparks] = await Promise.all([
    securityPage(ctx, { brand }),
    currentMetrics(ctx, { brand }),
    presentThresholds(ctx),
    metricSparks(ctx, { ...asked, metrics: SPARKS, minutes: 1440 }),
  ]);
  const criticalNow = current.fraud_critical_count ?? null;
  return (
    <Page title="Security" note="24 h">
      <RenewPage />
      <SecurityTiles dashboard={dashboard} criticalNow={criticalNow} thresholds={thresholds} sparks={sparks} />
      <div className="split">
        <FlagsByHour hours={byHour.hours.map((hour) => hour.toISOString())} bands={byHour.bands} />
        <FlagList flags={flags} note="unresolved, gravest first" />
      </div>
      <div className="split">
        <RecentFailures failures={dashboard.recent_failures} />
        <div className="stack">
          <CountList title="Flags by type" note="24 h" counts={dashboard.anomalies} none="No fraud flag in 24 h." />
          <CountList title="Limits reached" note="24 h" counts={dashboard.limit_violations} none="No limit reached." />
          <CountList title="Signals" note="24 h" counts={dashboard.signals} none="No signal in 24 h." />
        </div>
      </div>
    </Page>
  );
}
