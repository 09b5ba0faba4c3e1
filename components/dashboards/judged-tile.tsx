import { formatQuantity, quantity, type Unit } from "@/components/ui/figure";
import { statusOfSeverity } from "@/components/ui/status";
import { MetricTile } from "@/components/ui/tile";
import { type Threshold, violationsOf } from "@/lib/rules/violations";

interface JudgedTileProps {
  name: string;
  value: number | null;
  unit: Unit;
  /** Follows the figure in place of the unit's own word. */
  word?: string;
  comparison?: string;
  spark?: readonly number[];
  /** What the figure is held against; without one it has no state. */
  threshold?: Threshold;
  href?: string;
}

/** A figure in a tile, judged by its threshold where it has one. */
export function JudgedTile({ name, value, unit, word, comparison, spark, threshold, href }: JudgedTileProps) {
  const shown = value === null ? null : quantity(value, unit, threshold?.threshold);
  const [violation] = threshold ? violationsOf({ [threshold.metric]: value }, [threshold]) : [];
  const calm = value === null ? ("unk" as const) : ("ok" as const);
  const status = violation ? statusOfSeverity(violation.severity) : calm;
  return (
    <MetricTile
      name={name}
      figure={shown?.figure ?? null}
      unit={word ?? shown?.unit}
      comparison={comparison}
      status={threshold && status}
      limit={threshold && `limit ${formatQuantity(threshold.threshold, unit, threshold.threshold)}`}
      spark={spark && spark.length > 1 ? { points: spark, limit: threshold?.threshold, status } : undefined}
      href={href}
    />
  );
}

/** The threshold of a metric among those in force. */
export function thresholdOf(thresholds: readonly Threshold[], metric: string): Threshold | undefined {
  return thresholds.find((threshold) => threshold.metric === metric);
}
