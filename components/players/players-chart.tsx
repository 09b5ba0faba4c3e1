"use client";

import { TimeSeriesChart } from "@/components/ui/chart/time-series-chart";
import { Empty } from "@/components/ui/empty";
import { Panel } from "@/components/ui/panel";

/** Active players over the day. Times are epoch milliseconds, ascending. */
export function PlayersChart({ times, values }: { times: readonly number[]; values: readonly number[] }) {
  return (
    <Panel title="Active players" note="distinct in the hour before, 24 h">
      {times.length < 2 ? (
        <Empty kind="nothing-yet" title="No samples yet">
          The line begins with the first collections.
        </Empty>
      ) : (
        <TimeSeriesChart
          label="Active players over 24 hours"
          series={{ times, lines: [{ name: "active", tone: "c1", values, weight: "main" }], unit: { kind: "count" } }}
        />
      )}
    </Panel>
  );
}
