import "server-only";
import type { Labels } from "@/lib/kernel/labels";
import { METRIC_NAMES, type MetricName } from "@/lib/metrics/catalogue";

/** What a collector found, before it has an instant. */
export interface Figure {
  metric: MetricName;
  labels: Labels;
  value: number;
}

/** A group's figures by metric; null where it has none. */
export type Values = Partial<Record<MetricName, number | null>>;

/** The figures of one set of labels; a metric without a value has none. */
export function figuresOf(values: Values, labels: Labels): Figure[] {
  return METRIC_NAMES.flatMap((metric) => {
    const value = values[metric] ?? null;
    return value === null ? [] : [{ metric, labels, value }];
  });
}

interface Grouped<Row> {
  rows: readonly Row[];
  /** Each gives the labels of one row's group; a row without gives null. */
  by: readonly ((row: Row) => Labels | null)[];
  isLabelled: boolean;
  measure: (rows: readonly Row[]) => Values;
}

/** Measures all rows as the whole (`{}`) and, at a labelled collection, each group by itself. */
export function measureGroups<Row>({ rows, by, isLabelled, measure }: Grouped<Row>): Figure[] {
  const whole = figuresOf(measure(rows), {});
  if (!isLabelled) return whole;
  const parts = by.flatMap((labelsOf) => {
    const groups = new Map<string, { labels: Labels; rows: Row[] }>();
    for (const row of rows) {
      const labels = labelsOf(row);
      if (labels === null) continue;
      const key = JSON.stringify(labels);
      const group = groups.get(key) ?? { labels, rows: [] };
      group.rows.push(row);
      groups.set(key, group);
    }
    return [...groups.values()].flatMap((group) => figuresOf(measure(group.rows), group.labels));
  });
  return [...whole, ...parts];
}

/** The group of a row's brand; a row of no brand belongs to none. */
export function byBrand({ brand }: { brand: string | null }): Labels | null {
  return brand === null ? null : { brand };
}

export function sumBy<Row>(rows: readonly Row[], amountOf: (row: Row) => number): number {
  return rows.reduce((sum, row) => sum + amountOf(row), 0);
}
