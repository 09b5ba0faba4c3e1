import { z } from "zod";

/** What tells one series of a metric from another, such as `{brand: "aurora", provider: "nordpay"}`. */
export const Labels = z.record(z.string(), z.string());
export type Labels = z.infer<typeof Labels>;

/** A text equal for equal labels, whatever the order they were written in. `{}` gives `{}`. */
export function fingerprint(labels: Labels): string {
  const pairs = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return JSON.stringify(Object.fromEntries(pairs));
}

/** Every label of `wanted` is there with the same value; more may be. */
export function matchesLabels(labels: Labels, wanted: Labels): boolean {
  return Object.entries(wanted).every(([name, value]) => labels[name] === value);
}
