import { assertNever } from "@/lib/kernel/errors";
import { definitionOf, type Unit } from "@/lib/metrics/catalogue";
import type { Aggregate, Operator, Rule } from "./schema";

/** All that a reading can be, both ends included; infinite where nothing is known. */
export interface Range {
  least: number;
  most: number;
}

const ANYTHING: Range = { least: Number.NEGATIVE_INFINITY, most: Number.POSITIVE_INFINITY };
const NOT_NEGATIVE: Range = { least: 0, most: Number.POSITIVE_INFINITY };
/** An amount may be a loss. */
const OF_UNIT: Partial<Record<Unit, Range>> = {
  percentage: { least: 0, most: 100 },
  milliseconds: NOT_NEGATIVE,
  seconds: NOT_NEGATIVE,
  count: NOT_NEGATIVE,
};

/**
 * What the reading of a rule can be, from the metric's unit and the condition. A burn rate is an error rate over what the
 * objective leaves, so at most 100 / (100 − objective); a change in percent of what cannot be negative is at least −100.
 */
export function readingRange({ metric, condition }: Pick<Rule, "metric" | "condition">): Range {
  const unit = definitionOf(metric)?.unit;
  const values = (unit === undefined ? undefined : OF_UNIT[unit]) ?? ANYTHING;
  switch (condition.kind) {
    case "threshold":
      return overWindow(condition.aggregate, values);
    case "change":
      if (condition.measure === "percent")
        return { least: values.least === 0 ? -100 : values.least, most: ANYTHING.most };
      return { least: values.least - values.most, most: values.most - values.least };
    case "absent":
      return NOT_NEGATIVE;
    case "anomaly":
      return ANYTHING;
    case "burn_rate":
      return { least: 0, most: 100 / (100 - condition.objective) };
    default:
      return assertNever(condition);
  }
}

/** A sum of many grows beyond one; everything else stays between the least and the most. */
function overWindow(aggregate: Aggregate, values: Range): Range {
  if (aggregate !== "sum") return values;
  return { least: values.least === 0 ? 0 : ANYTHING.least, most: values.most === 0 ? 0 : ANYTHING.most };
}

/** Whether any value of the range breaches. */
export function canBreach(operator: Operator, threshold: number, { least, most }: Range): boolean {
  switch (operator) {
    case ">":
      return most > threshold;
    case ">=":
      return most >= threshold;
    case "<":
      return least < threshold;
    case "<=":
      return least <= threshold;
    case "==":
      return least <= threshold && threshold <= most;
    case "!=":
      return true;
    default:
      return assertNever(operator);
  }
}

const OPPOSITE: Record<Operator, Operator> = { ">": "<=", ">=": "<", "<": ">=", "<=": ">", "==": "!=", "!=": "==" };

/** Whether any value of the range does not breach. */
export function canClear(operator: Operator, threshold: number, range: Range): boolean {
  return canBreach(OPPOSITE[operator], threshold, range);
}
