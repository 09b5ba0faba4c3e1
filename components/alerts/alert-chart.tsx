import { Legend } from "@/components/ui/chart/legend";
import type { TimeSeries } from "@/components/ui/chart/schema";
import { TimeSeriesChart } from "@/components/ui/chart/time-series-chart";
import { Empty } from "@/components/ui/empty";
import { Panel } from "@/components/ui/panel";
import type { AlertWire } from "@/lib/alerts/wire";
import { definitionOf } from "@/lib/metrics/catalogue";

/** The breach with what led to it. */
export function AlertChartPanel({ alert, series }: { alert: AlertWire; series: TimeSeries }) {
  const title = definitionOf(alert.metric)?.title ?? alert.metric;
  const isEmpty = series.lines.every(({ values }) => values.every((value) => value === null));
  return (
    <Panel
      title={title}
      note={series.scale === "log" ? "by minute, log scale" : "by minute"}
      aside={
        series.lines.length > 1 ? (
          <Legend entries={series.lines.map(({ name, tone }) => ({ name, tone }))} />
        ) : undefined
      }
    >
      {isEmpty ? (
        <Empty kind="nothing-yet" title="No samples around this alert">
          They were purged, or the series has another name now.
        </Empty>
      ) : (
        <TimeSeriesChart label={`${title} around the breach`} series={series} height={196} />
      )}
    </Panel>
  );
}
