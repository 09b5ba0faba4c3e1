"use client";

import { BarChart, type BarColour } from "@/components/ui/chart/bar-chart";
import { Legend } from "@/components/ui/chart/legend";
import type { Tone } from "@/components/ui/chart/schema";
import { useZone } from "@/components/ui/clock";
import { Empty } from "@/components/ui/empty";
import { Panel } from "@/components/ui/panel";
import { formatTime } from "@/components/ui/time";
import { asSentence } from "@/lib/kernel/words";

interface FailedPaymentsProps {
  /** Starts of the minutes, ISO 8601. */
  minutes: readonly string[];
  reasons: readonly { reason: string; counts: readonly number[] }[];
}

const LOOKS = [
  { colour: "sky", tone: "c1" },
  { colour: "slate", tone: "c4" },
  { colour: "clay", tone: "c5" },
  { colour: "bone", tone: "c6" },
] as const satisfies readonly { colour: BarColour; tone: Tone }[];

/** The last hour's failed payments, a bar a minute, stacked by reason. */
export function FailedPayments({ minutes, reasons }: FailedPaymentsProps) {
  const zone = useZone();
  const names = reasons.map(({ reason }) => asSentence(reason));
  const lookOf = (index: number) => LOOKS[Math.min(index, LOOKS.length - 1)] ?? LOOKS[0];
  const bars = minutes.map((minute, index) => ({
    name: formatTime(minute, "minute", zone),
    values: Object.fromEntries(reasons.map(({ counts }, reason) => [names[reason] ?? "", counts[index] ?? 0])),
  }));
  return (
    <Panel
      title="Failed payments per minute, by reason"
      note="last hour"
      aside={<Legend entries={names.map((name, index) => ({ name, tone: lookOf(index).tone, shape: "bar" }))} />}
    >
      {reasons.length === 0 ? (
        <Empty kind="good" title="None failed">
          No payment failed in the last hour.
        </Empty>
      ) : (
        <BarChart
          label="Failed payments of each minute"
          bars={bars}
          series={names.map((name, index) => ({ name, colour: lookOf(index).colour }))}
          unit={{ kind: "count" }}
          stack="stacked"
        />
      )}
    </Panel>
  );
}
