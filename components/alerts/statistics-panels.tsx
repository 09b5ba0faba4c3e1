import { formatDuration } from "@/components/ui/duration";
import { Empty } from "@/components/ui/empty";
import { Panel } from "@/components/ui/panel";
import { type Column, Table } from "@/components/ui/table";
import { MetricTile, TileLedger } from "@/components/ui/tile";
import { NOISE_GOAL, type RulePrecision } from "@/lib/alerts/rate-rules";
import type { AlertStatistics } from "@/lib/alerts/statistics";
import { SEVERITIES, type Severity } from "@/lib/kernel/severity";
import { SECOND_MS } from "@/lib/kernel/time";
import { asSentence } from "@/lib/kernel/words";
import { CountBars } from "./count-bars";

/** The times it can be asked for; the first where none is. */
export const RANGES = [
  { hours: 24, word: "24 h" },
  { hours: 168, word: "7 d" },
  { hours: 720, word: "30 d" },
  { hours: 2160, word: "90 d" },
] as const;

const WEEKDAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"] as const;

/** A2: how many, how fast they were answered, when they come, and which rules are noise. */
export function StatisticsPanels({ statistics }: { statistics: AlertStatistics }) {
  const { by_hour, by_weekday, noisiest_rules, time_zone } = statistics;
  return (
    <>
      <Tiles statistics={statistics} />
      <div className="alerts-statistics-grid">
        <Panel title="Noisiest rules" note={`goal: at most ${percent(NOISE_GOAL)} of judged alerts are noise`}>
          {noisiest_rules.length === 0 ? (
            <Empty kind="good" title="No alert in this time">
              Choose a longer one to see which rules are worth their noise.
            </Empty>
          ) : (
            <Table caption="Noisiest rules" columns={RULE_COLUMNS} rows={noisiest_rules} keyOf={({ rule }) => rule} />
          )}
        </Panel>
        <Answered statistics={statistics} />
        <Panel title="By hour" note={time_zone}>
          <CountBars
            label="Alerts by hour"
            bars={by_hour.map((count, hour) => ({
              name: String(hour).padStart(2, "0"),
              count,
              isTick: hour % 6 === 0,
            }))}
          />
        </Panel>
        <Panel title="By weekday" note={time_zone}>
          <CountBars
            label="Alerts by weekday"
            bars={MONDAY_FIRST.map((day) => ({ name: WEEKDAYS[day] ?? "", count: by_weekday[day] ?? 0, isTick: true }))}
          />
        </Panel>
      </div>
    </>
  );
}

const MONDAY_FIRST = [1, 2, 3, 4, 5, 6, 0] as const;

function Tiles({ statistics }: { statistics: AlertStatistics }) {
  const { total, by_status, judged, noise_share } = statistics;
  const open = by_status.triggered + by_status.acknowledged + by_status.escalated;
  return (
    <TileLedger label="Alerts in this time" tiles={4}>
      <MetricTile size="small" name="Alerts" figure={String(total)} comparison={`${open} still open`} />
      <MetricTile
        size="small"
        name="Time to acknowledge"
        figure={seconds(statistics.mean_seconds_to_acknowledge)}
        comparison={spread(statistics.median_seconds_to_acknowledge, statistics.p90_seconds_to_acknowledge)}
      />
      <MetricTile
        size="small"
        name="Time to resolve"
        figure={seconds(statistics.mean_seconds_to_resolve)}
        comparison={spread(statistics.median_seconds_to_resolve, statistics.p90_seconds_to_resolve)}
      />
      <MetricTile
        size="small"
        name="Marked noise"
        figure={noise_share === null ? null : percent(noise_share)}
        status={noise_share === null ? undefined : noise_share <= NOISE_GOAL ? "ok" : "warn"}
        comparison={`of ${judged} judged`}
      />
    </TileLedger>
  );
}

function Answered({ statistics: { answered_in_time } }: { statistics: AlertStatistics }) {
  const columns: readonly Column<Severity>[] = [
    { name: "Severity", cell: asSentence },
    {
      name: "Within",
      cell: (severity) => seconds(answered_in_time[severity].limit_seconds) ?? "no limit",
      align: "right",
    },
    {
      name: "In time",
      cell: (severity) => `${answered_in_time[severity].in_time} of ${answered_in_time[severity].due}`,
      align: "right",
    },
    { name: "Share", cell: (severity) => shareOf(answered_in_time[severity].share), align: "right" },
  ];
  const rows = SEVERITIES.toReversed().filter((severity) => answered_in_time[severity].limit_seconds !== null);
  return (
    <Panel title="Answered in time" note="acknowledged or resolved by a person">
      <Table caption="Answered in time" columns={columns} rows={rows} keyOf={(severity) => severity} />
    </Panel>
  );
}

const RULE_COLUMNS: readonly Column<RulePrecision>[] = [
  { name: "Rule", cell: ({ rule }) => <span className="mono">{rule}</span> },
  { name: "Alerts", cell: ({ count }) => count, align: "right" },
  { name: "Judged", cell: ({ judged }) => judged, align: "right" },
  { name: "Noise", cell: ({ share_noise }) => shareOf(share_noise), align: "right" },
  { name: "Precision", cell: ({ precision }) => shareOf(precision), align: "right" },
  {
    name: "Goal",
    cell: ({ meets_goal }) => (meets_goal === null ? "not judged" : meets_goal ? "met" : "missed"),
    align: "right",
  },
];

function percent(share: number): string {
  const value = share * 100;
  return `${Number.isInteger(value) ? value : value.toFixed(1)} %`;
}

function shareOf(share: number | null): string {
  return share === null ? "–" : percent(share);
}

function seconds(length: number | null): string | null {
  return length === null ? null : formatDuration(length * SECOND_MS);
}

function spread(median: number | null, p90: number | null): string {
  return median === null ? "none yet" : `median ${seconds(median)}, 9 of 10 within ${seconds(p90)}`;
}
