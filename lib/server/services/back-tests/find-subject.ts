import "server-only";
import type { BackTest } from "@/db/queries/back-tests";
import { listSeriesOf } from "@/db/queries/unjudged";
import { AppError } from "@/lib/kernel/errors";
import { fingerprint } from "@/lib/kernel/labels";
import { definitionOf } from "@/lib/metrics/catalogue";
import type { Rule } from "@/lib/rules/schema";
import { selects } from "@/lib/rules/select";
import type { Context } from "@/lib/server/context";
import type { Subject } from "./load-chunk";

/** More would keep the engine for an hour. */
const MOST_SERIES = 5_000;

/**
 * The series a back-test is about: those the rule selects, of the brands the person who asked may see.
 * @throws AppError `invalid` when there are too many.
 */
export async function findSubject(
  ctx: Context,
  { rule, brands }: { rule: Rule } & Pick<BackTest, "brands">,
): Promise<Subject> {
  const selected = (await listSeriesOf(ctx.db, [rule.metric])).filter((series) => selects(rule, series));
  const series = selected.filter(
    ({ labels }) => brands === null || (labels.brand !== undefined && brands.includes(labels.brand)),
  );
  if (series.length > MOST_SERIES)
    throw new AppError("invalid", `The rule selects ${series.length} series; narrow it to ${MOST_SERIES} to test it.`);
  const basis = rule.minimumSample === null ? undefined : definitionOf(rule.metric)?.basis;
  const counted = basis === undefined ? [] : await listSeriesOf(ctx.db, [basis]);
  const byLabels = new Map(counted.map(({ id, labels }) => [fingerprint(labels), id]));
  const basisOf = new Map(
    series.flatMap(({ id, labels }) => {
      const found = byLabels.get(fingerprint(labels));
      return found === undefined ? [] : [[id, found] as const];
    }),
  );
  return { rule, series, basisOf };
}
