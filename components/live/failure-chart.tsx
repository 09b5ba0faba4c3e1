"use client";

import { useMemo } from "react";
import { Legend } from "@/components/ui/chart/legend";
import type { ChartBreach, ChartMark, TimeSeries } from "@/components/ui/chart/schema";
import { spansDecades } from "@/components/ui/chart/spans-decades";
import { TimeSeriesChart } from "@/components/ui/chart/time-series-chart";
import { Empty } from "@/components/ui/empty";
import { Panel } from "@/components/ui/panel";
import { statusOfSeverity } from "@/components/ui/status";
import type { LiveStatus } from "@/lib/feed/live";
import { CHART_METRIC } from "@/lib/feed/live";
import { DEFAULT_RULES } from "@/lib/rules/defaults";

/** Payment failures minute by minute: the limit of the outage rule, what was past it, the alerts it raised. */
export function FailureChart({ status, brand }: { status: LiveStatus; brand?: string }) {
  const { chart, recent } = status;
  const series = useMemo(() => seriesOf(chart, recent), [chart, recent]);
  const hasGhost = chart.ghost.some((value) => value !== null);
  const isEmpty = chart.values.every((value) => value === null);
  const note = `${brand ?? "all brands"}, 3 h${series.scale === "log" ? ", log scale" : ""}`;
  return (
    <Panel
      title="Payment failures per minute"
      note={note}
      className="flex-1"
      aside={
        <Legend
          entries={[{ name: "now", tone: "c1" }, ...(hasGhost ? [{ name: "last week", tone: "ghost" } as const] : [])]}
        />
      }
    >
      {isEmpty ? (
        <Empty kind="nothing-yet" title="No payments in the last 3 h">
          The line begins with the first collection that finds payments.
        </Empty>
      ) : (
        <TimeSeriesChart label="Payment failure rate of each minute" series={series} />
      )}
    </Panel>
  );
}

function seriesOf(chart: LiveStatus["chart"], recent: LiveStatus["recent"]): TimeSeries {
  const rule = DEFAULT_RULES.find(({ metric }) => metric === CHART_METRIC);
  const hasGhost = chart.ghost.some((value) => value !== null);
  const isLog = spansDecades(chart.values);
  const floor = (value: number | null) => (isLog && value !== null ? Math.max(value, 0.1) : value);
  const from = chart.times[0] ?? 0;
  const own = recent.filter(
    ({ metric, triggered_at }) => metric.startsWith("payment_failure") && new Date(triggered_at).getTime() >= from,
  );
  return {
    times: chart.times,
    lines: [
      ...(hasGhost ? [{ name: "last week", tone: "ghost", values: chart.ghost.map(floor) } as const] : []),
      { name: "now", tone: "c1", weight: "main", values: chart.values.map(floor) },
    ],
    limits: rule
      ? [{ value: rule.threshold, name: `limit ${rule.threshold} %`, status: statusOfSeverity(rule.severity) }]
      : [],
    breaches: own.map(
      ({ triggered_at, resolved_at, severity }): ChartBreach => ({
        from: new Date(triggered_at).getTime(),
        to: resolved_at === null ? undefined : new Date(resolved_at).getTime(),
        status: statusOfSeverity(severity),
      }),
    ),
    marks: own.map(
      ({ triggered_at, severity, rule_name }): ChartMark => ({
        at: new Date(triggered_at).getTime(),
        kind: "alert",
        name: rule_name,
        status: statusOfSeverity(severity),
      }),
    ),
    unit: { kind: "percent" },
    scale: isLog ? "log" : "linear",
  };
}
