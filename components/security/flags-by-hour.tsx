"use client";

import { BarChart, type BarColour } from "@/components/ui/chart/bar-chart";
import { Legend } from "@/components/ui/chart/legend";
import type { Tone } from "@/components/ui/chart/schema";
import { useZone } from "@/components/ui/clock";
import { Panel } from "@/components/ui/panel";
import { formatTime } from "@/components/ui/time";
import type { ScoreBand } from "@/lib/dashboards/score-bands";

interface FlagsByHourProps {
  /** Starts of the hours, ISO 8601. */
  hours: readonly string[];
  bands: readonly { band: ScoreBand; counts: readonly number[] }[];
}

const LOOKS: Record<ScoreBand, { name: string; colour: BarColour; tone: Tone }> = {
  critical: { name: "Critical", colour: "bone", tone: "c6" },
  high: { name: "High", colour: "sky", tone: "c1" },
  medium: { name: "Medium", colour: "slate", tone: "c4" },
  low: { name: "Low", colour: "clay", tone: "c5" },
};

/** Fraud flags of a day, an hour a bar, stacked by band of their score. */
export function FlagsByHour({ hours, bands }: FlagsByHourProps) {
  const zone = useZone();
  const series = bands.map(({ band }) => LOOKS[band]);
  const bars = hours.map((hour, index) => ({
    name: formatTime(hour, "minute", zone),
    values: Object.fromEntries(bands.map(({ band, counts }) => [LOOKS[band].name, counts[index] ?? 0])),
  }));
  return (
    <Panel
      title="Fraud flags by hour"
      note="24 h, by score"
      aside={<Legend entries={series.map(({ name, tone }) => ({ name, tone, shape: "bar" }))} />}
    >
      <BarChart
        label="Fraud flags of each hour"
        bars={bars}
        series={series.map(({ name, colour }) => ({ name, colour }))}
        unit={{ kind: "count" }}
        stack="stacked"
      />
    </Panel>
  );
}
