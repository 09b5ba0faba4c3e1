import type { Labels } from "@/lib/kernel/labels";
import { matchesAll } from "@/lib/kernel/matchers";
import { ANY, type Rule } from "./schema";

type Selecting = Pick<Rule, "metric" | "labels" | "matchers">;

/** Whether a rule is about a series: the same metric, the same label names, and every value as the rule wants it. */
export function selects(rule: Selecting, series: { metric: string; labels: Labels }): boolean {
  if (rule.metric !== series.metric) return false;
  const names = Object.keys(series.labels);
  if (names.length !== Object.keys(rule.labels).length) return false;
  const isWanted = names.every((name) => rule.labels[name] === ANY || rule.labels[name] === series.labels[name]);
  return isWanted && matchesAll(rule.matchers, series.labels);
}

/** Rules by metric, so that a series meets only those that could be about it. */
export function byMetric<Selector extends Selecting>(rules: readonly Selector[]): Map<string, Selector[]> {
  const found = new Map<string, Selector[]>();
  for (const rule of rules) {
    const known = found.get(rule.metric);
    if (known === undefined) found.set(rule.metric, [rule]);
    else known.push(rule);
  }
  return found;
}
