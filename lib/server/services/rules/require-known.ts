import "server-only";
import { eq } from "drizzle-orm";
import { metricSeries, protectiveMeasures } from "@/db/schema";
import { AppError } from "@/lib/kernel/errors";
import { definitionOf } from "@/lib/metrics/catalogue";
import type { NewRule } from "@/lib/rules/read-body";
import type { Unit } from "@/lib/server/context";

/**
 * What a rule names must be there when it is named; a metric or measure that went away later does not keep a rule from
 * being changed. A draft may name a metric that is still to come, and any rule one that the catalogue knows, so that a file
 * of the shipped rules can be brought anywhere; a finding says where it is not collected.
 * @throws AppError `invalid` with the field.
 */
export async function requireKnown(unit: Pick<Unit, "db">, before: NewRule | null, rule: NewRule): Promise<void> {
  const isMetricNew = before?.metric !== rule.metric || before.mode === "draft";
  if (isMetricNew && rule.mode !== "draft" && !(await isCollected(unit, rule.metric)))
    throw new AppError("invalid", "metric_name: expected a metric that is collected, such as payment_failure_rate", {
      field: "metric_name",
    });
  const { measureId } = rule;
  if (measureId !== null && before?.measureId !== measureId && !(await isMeasure(unit, measureId)))
    throw new AppError("invalid", `measure_id: there is no protective measure ${measureId}`, { field: "measure_id" });
}

async function isCollected({ db }: Pick<Unit, "db">, metric: string): Promise<boolean> {
  if (definitionOf(metric) !== undefined) return true;
  const found = await db
    .select({ id: metricSeries.id })
    .from(metricSeries)
    .where(eq(metricSeries.metric, metric))
    .limit(1);
  return found.length > 0;
}

async function isMeasure({ db }: Pick<Unit, "db">, id: number): Promise<boolean> {
  const found = await db
    .select({ id: protectiveMeasures.id })
    .from(protectiveMeasures)
    .where(eq(protectiveMeasures.id, id));
  return found.length > 0;
}
