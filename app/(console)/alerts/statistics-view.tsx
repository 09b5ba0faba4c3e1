import { AlertTabs } from "@/components/alerts/alert-tabs";
import { OpenCounts } from "@/components/alerts/open-counts";
import { RefreshOnAlert } from "@/components/alerts/refresh-on-alert";
import { RANGES, StatisticsPanels } from "@/components/alerts/statistics-panels";
import { Page } from "@/components/shell/page";
import { SegmentedLinks } from "@/components/ui/segmented";
import { type Facets, writeFacets } from "@/lib/alerts/narrow";
import type { Context } from "@/lib/server/context";
import { alertStatistics } from "@/lib/server/services/alerts/count";
import { listNarrowed } from "@/lib/server/services/alerts/list";

interface StatisticsViewProps {
  ctx: Context;
  facets: Facets;
  /** Of the address bar. */
  hours: string | undefined;
}

/** How well the house answers, and which rules are worth their noise. */
export async function StatisticsView({ ctx, facets, hours: given }: StatisticsViewProps) {
  const hours = RANGES.find((range) => String(range.hours) === given)?.hours ?? RANGES[0].hours;
  const { counts } = await listNarrowed(ctx, { ...facets, tab: "active" });
  const statistics = await alertStatistics(ctx, { hours, brand: facets.brand });
  const query = writeFacets({ tab: "statistics", brand: facets.brand, page: 1 });
  return (
    <Page title="Alerts" aside={<OpenCounts bySeverity={counts.bySeverity} />} mainClass="alerts-statistics">
      <RefreshOnAlert />
      <div className="alerts-statistics-head">
        <AlertTabs facets={facets} counts={counts} />
        <SegmentedLinks
          label="Time"
          segments={RANGES.map((range) => ({
            word: range.word,
            href: `/alerts${query}&hours=${range.hours}`,
            current: range.hours === hours,
          }))}
        />
      </div>
      <StatisticsPanels statistics={statistics} />
    </Page>
  );
}
