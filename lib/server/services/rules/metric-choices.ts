import "server-only";
import { listLabelNames } from "@/db/queries/label-names";
import { METRIC_NAMES } from "@/lib/metrics/catalogue";
import type { Context } from "@/lib/server/context";

/** Each metric a rule can be about, those of the catalogue first, with the label names its series have. */
export async function listMetricChoices(ctx: Context): Promise<{ name: string; labelNames: string[][] }[]> {
  const known = new Map<string, string[][]>(METRIC_NAMES.map((name) => [name, []]));
  for (const { metric, names } of await listLabelNames(ctx.db)) {
    const sets = known.get(metric) ?? [];
    known.set(metric, sets);
    if (names.length > 0) sets.push(names);
  }
  return [...known].map(([name, labelNames]) => ({ name, labelNames }));
}
