import "server-only";
import { findSeries } from "@/db/queries/metrics";
import { AppError } from "@/lib/kernel/errors";
import { isInScope } from "@/lib/kernel/scope";
import { definitionOf } from "@/lib/metrics/catalogue";
import type { Series } from "@/lib/metrics/schema";
import type { Context } from "./context";

/** A chart's series: where it is kept, and what its values are in. */
export interface ChartSeries {
  /** Null where nothing was recorded yet. */
  series: Series | null;
  unit: string | null;
}

/**
 * The series of a metric for one brand or the whole platform.
 * @throws AppError `invalid` for a metric nobody knows, or where an account of several brands names none; `forbidden` for
 * a brand out of scope.
 */
export async function seriesOf(
  ctx: Context,
  { metric, brand }: { metric: string; brand?: string },
): Promise<ChartSeries> {
  const series = await findSeries(ctx.db, metric, labelsFor(ctx, brand));
  const definition = definitionOf(metric);
  if (series === null && definition === undefined && (await findSeries(ctx.db, metric, {})) === null) {
    const sentence = `metric: there is none called "${metric}"; expected a name such as transaction_error_rate or payment_failure_rate`;
    throw new AppError("invalid", sentence, { field: "metric" });
  }
  return { series, unit: definition?.unit ?? null };
}

/** The series of the whole platform holds every brand: who may see only some is shown theirs. */
function labelsFor({ scope }: Context, brand: string | undefined): Record<string, string> {
  if (brand !== undefined) {
    if (isInScope(scope, brand)) return { brand };
    throw new AppError("forbidden", `brand: "${brand}" is not among the brands you may see`, { field: "brand" });
  }
  if (scope.brands === "all") return {};
  const [only, ...others] = scope.brands;
  if (only !== undefined && others.length === 0) return { brand: only };
  throw new AppError("invalid", `brand: name one of the brands you may see, such as ${only ?? "yours"}`, {
    field: "brand",
  });
}
