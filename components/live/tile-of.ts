import type { DeltaProps } from "@/components/ui/delta";
import {
  formatMoney,
  formatNumber,
  formatQuantity,
  formatShortMoney,
  quantity,
  type Unit,
} from "@/components/ui/figure";
import type { SparklineProps } from "@/components/ui/sparkline";
import { type Status, statusOfSeverity } from "@/components/ui/status";
import type { LiveFigure } from "@/lib/feed/live";
import { type Threshold, violationsOf } from "@/lib/rules/violations";

interface TileSpec {
  name: string;
  unit: Unit | "money";
  /** A rate of failure is shown as one of success. */
  turned?: "turned";
  /** Follows the figure in place of the unit's own word. */
  unitWord?: string;
  href: string;
}

const SPECS: Record<string, TileSpec> = {
  payment_failure_rate: { name: "Payment success", unit: "percent", turned: "turned", href: "/operations" },
  api_latency_p99: { name: "API p99", unit: "ms", href: "/system" },
  database_latency: { name: "Database latency", unit: "ms", href: "/system" },
  fraud_critical_count: { name: "Fraud criticals", unit: "count", unitWord: "in 1 h", href: "/security" },
  active_players: { name: "Active players", unit: "count", unitWord: "in 1 h", href: "/players" },
  transaction_volume: { name: "Volume, last hour", unit: "money", href: "/executive" },
};

export interface LiveTile {
  name: string;
  href: string;
  figure: string | null;
  unit?: string;
  kind: "money" | "plain";
  status?: Status;
  delta?: DeltaProps;
  limit?: string;
  spark: SparklineProps;
  /** When the figure was taken, epoch milliseconds; null before the first. */
  takenAt: number | null;
}

interface Around {
  thresholds: readonly Threshold[];
  currency: string;
}

/** A figure as its tile shows it: judged by its threshold, compared with the same minute a week ago. */
export function tileOf(figure: LiveFigure, { thresholds, currency }: Around): LiveTile {
  const spec: TileSpec = SPECS[figure.metric] ?? { name: figure.metric, unit: "count", href: "/" };
  const threshold = thresholds.find(({ metric }) => metric === figure.metric);
  const turn = (value: number | null) => (value !== null && spec.turned ? turnedRate(value) : value);
  const value = turn(figure.value);
  const status = threshold && statusBy(figure.value, threshold);
  return {
    name: spec.name,
    href: spec.href,
    kind: spec.unit === "money" ? "money" : "plain",
    status,
    takenAt: figure.at === null ? null : new Date(figure.at).getTime(),
    ...written(value, { ...spec, limit: turn(threshold?.threshold ?? null) }, currency),
    delta: deltaOf(value, turn(lastOf(figure.ghost)), { ...spec, currency }),
    limit: threshold && limitWord(turn(threshold.threshold), spec),
    spark: {
      points: figure.points.map(turn),
      ghost: figure.ghost.some((point) => point !== null) ? figure.ghost.map(turn) : undefined,
      limit: threshold && turn(threshold.threshold),
      status,
      breachFrom: threshold && breachFrom(figure.points, threshold),
      tone: spec.unit === "money" ? "money" : "series",
    },
  };
}

/** Index of the first point of the breach that lasts until now; none where the last point is well. */
export function breachFrom(points: readonly (number | null)[], threshold: Threshold): number | undefined {
  const lastWell = points.findLastIndex((point) => point !== null && statusBy(point, threshold) === "ok");
  return lastWell === points.length - 1 ? undefined : lastWell + 1;
}

/** A rate of failure as one of success, without the noise a subtraction of doubles adds: 79.9, not 79.9000000001. */
function turnedRate(percent: number): number {
  return Number((100 - percent).toPrecision(13));
}

function statusBy(value: number | null, threshold: Threshold): Status {
  const [violation] = violationsOf({ [threshold.metric]: value }, [threshold]);
  return violation === undefined ? "ok" : statusOfSeverity(violation.severity);
}

interface Written extends TileSpec {
  limit: number | null;
}

function written(value: number | null, spec: Written, currency: string): { figure: string | null; unit?: string } {
  if (value === null) return { figure: null };
  if (spec.unit === "money") {
    return {
      figure: Math.abs(value) >= 1e6 ? formatShortMoney(value, currency) : formatMoney(String(value), currency),
    };
  }
  const { figure, unit } = quantity(value, spec.unit, spec.limit);
  return { figure, unit: spec.unitWord ?? unit };
}

/** Points for a rate, milliseconds for a time, per cent for money and large counts. */
function deltaOf(value: number | null, before: number | null, spec: TileSpec & { currency: string }) {
  if (value === null || before === null) return undefined;
  const change = value - before;
  if (spec.unit === "percent") return { change: rounded(change, 1), text: `${formatNumber(Math.abs(change), 1)} pt` };
  if (spec.unit === "ms") return { change: rounded(change, 0), text: formatQuantity(Math.abs(change), "ms") };
  if (Math.abs(before) < 100) return { change, text: formatNumber(Math.abs(change)) };
  const share = (change / Math.abs(before)) * 100;
  return { change: rounded(share, 1), text: `${formatNumber(Math.abs(share), 1)} %` };
}

function limitWord(limit: number | null, { unit }: TileSpec): string | undefined {
  if (limit === null || unit === "money") return undefined;
  return `limit ${formatQuantity(limit, unit, limit)}`;
}

function lastOf(points: readonly (number | null)[]): number | null {
  return points.findLast((point) => point !== null) ?? null;
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
