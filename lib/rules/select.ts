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

/** Finds the rules that are about a series, without asking each. */
export type FindRules<Selector> = (series: { metric: string; labels: Labels }) => Selector[];

interface Shelf<Selector> {
  /** Rules that name no value of a label. */
  any: Selector[];
  /** The others, each by one value it names: `provider=nordpay`. */
  byValue: Map<string, Selector[]>;
}

/**
 * Puts rules where their series find them: by metric and label names, then by a value they name. Ten thousand rules over a
 * hundred thousand series then cost what the matches cost.
 */
export function indexRules<Selector extends Selecting>(rules: readonly Selector[]): FindRules<Selector> {
  const shelves = new Map<string, Shelf<Selector>>();
  for (const rule of rules) {
    const shelf = at(shelves, shelfOf(rule), () => ({ any: [], byValue: new Map() }));
    const named = Object.entries(rule.labels).find(([, value]) => value !== ANY);
    if (named === undefined) shelf.any.push(rule);
    else at(shelf.byValue, named.join("="), () => []).push(rule);
  }
  return (series) => {
    const shelf = shelves.get(shelfOf(series));
    if (shelf === undefined) return [];
    const near = [...shelf.any];
    for (const label of Object.entries(series.labels)) near.push(...(shelf.byValue.get(label.join("=")) ?? []));
    return near.filter((rule) => selects(rule, series));
  };
}

function shelfOf({ metric, labels }: { metric: string; labels: Labels }): string {
  return `${metric} ${Object.keys(labels).sort().join(",")}`;
}

function at<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
