import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { type BrandFilter, inScope, inScopeOrHouse } from "@/db/queries/platform/in-scope";
import { within } from "@/db/queries/platform/slice";
import { readRows } from "@/db/queries/read-rows";
import { SCORE_BANDS, ScoreBand } from "@/lib/dashboards/score-bands";
import type { Interval } from "@/lib/kernel/time";

export const TypeCount = z.object({ type: z.string(), count: z.number() });
/** How many rows are of a type. */
export type TypeCount = z.infer<typeof TypeCount>;

/** The band of a score column, by the floors of lib/dashboards/score-bands. */
export function bandOfScore(score: SQL): SQL {
  const steps = SCORE_BANDS.map(({ band, above }) => sql`when ${score} > ${above}::float8 then ${band}::text`);
  return sql`case ${sql.join(steps, sql` `)} else 'low' end`;
}

const FlagCount = TypeCount.extend({ band: ScoreBand });
export type FlagCount = z.infer<typeof FlagCount>;

/** Fraud flags of a window by type and by band of their score. */
export function countFraudFlags(db: Queryable, filter: BrandFilter, window: Interval): Promise<FlagCount[]> {
  return readRows(
    db,
    FlagCount,
    sql`
      select type, ${bandOfScore(sql`score`)} as band, count(*)::int as count
      from platform.fraud_flags where ${inScope(filter)} and ${within(window)}
      group by 1, 2 order by 3 desc, 1`,
  );
}

const ComplianceCounts = z.object({ all: z.number(), permanent: z.number() });
export type ComplianceCounts = z.infer<typeof ComplianceCounts>;

/** Compliance events of a window and those of them that are permanent: the platform's, or (`ours`) those pushed to us. */
export async function countComplianceEvents(
  db: Queryable,
  filter: BrandFilter,
  { source, ...window }: Interval & { source: "platform" | "ours" },
): Promise<ComplianceCounts> {
  const rows =
    source === "platform"
      ? sql`platform.compliance_events where ${inScope(filter)} and ${within(window)}`
      : sql`compliance_events where ${inScopeOrHouse(filter)} and ${within(window, sql`at`)}`;
  const [counts = { all: 0, permanent: 0 }] = await readRows(
    db,
    ComplianceCounts,
    sql`select count(*)::int as all, (count(*) filter (where is_permanent))::int as permanent from ${rows}`,
  );
  return counts;
}

/** Limit violations of a window by type (bet, deposit, loss, session), most first. */
export function countLimitViolations(db: Queryable, filter: BrandFilter, window: Interval): Promise<TypeCount[]> {
  return readRows(
    db,
    TypeCount,
    sql`
      select type, count(*)::int as count from platform.limit_violations
      where ${inScope(filter)} and ${within(window)} group by 1 order by 2 desc, 1`,
  );
}
