import { ANY } from "@/lib/rules/schema";
import type { RuleForm } from "./rule-form";

/** A metric that was recorded or is in the catalogue, with the sets of label names its series have. */
export interface MetricChoice {
  name: string;
  labelNames: readonly (readonly string[])[];
}

type FormLabels = RuleForm["labels"];

export interface LabelShape {
  value: string;
  word: string;
  labels: FormLabels;
}

/** Names a choice of labels; equal for equal labels. */
export function shapeOf(labels: FormLabels): string {
  return labels
    .map(({ name, value }) => `${name}=${value}`)
    .sort()
    .join(",");
}

/** Which series of the form's metric a rule can be about: the whole, each of any kind there is, and what it says now. */
export function labelShapes(
  metrics: readonly MetricChoice[],
  { metric, labels }: Pick<RuleForm, "metric" | "labels">,
): LabelShape[] {
  const known = metrics.find(({ name }) => name === metric)?.labelNames ?? [];
  const sets: FormLabels[] = [[], ...known.map((names) => names.map((name) => ({ name, value: ANY }))), labels];
  const shapes = new Map(sets.map((set) => [shapeOf(set), set]));
  return [...shapes].map(([value, set]) => ({ value, word: wordsOf(set), labels: set }));
}

function wordsOf(labels: FormLabels): string {
  if (labels.length === 0) return "the whole platform";
  return labels.map(({ name, value }) => (value === ANY ? `any ${name}` : `${name} ${value}`)).join(", ");
}
