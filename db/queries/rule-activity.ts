import { and, desc, eq, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { alerts } from "@/db/schema";
import type { Alert } from "@/lib/alerts/schema";
import { brandsOf, type Scope } from "@/lib/kernel/scope";
import { toAlert } from "./alerts";
import { readRows } from "./read-rows";

/** What a rule has raised, as far as the caller may see it: one in shadow counts its own, which nobody was told of. */
export interface RuleActivity {
  open: number;
  /** The newest alert; null where it never raised one. */
  last: { id: number; at: Date } | null;
}

const ActivityRow = z.object({
  ruleId: z.number(),
  open: z.number(),
  lastId: z.number(),
  lastAt: z.coerce.date(),
});

/** By rule; a rule that never raised anything has no entry. */
export async function listRuleActivity(db: Queryable, scope: Scope): Promise<Map<number, RuleActivity>> {
  const rows = await readRows(
    db,
    ActivityRow,
    sql`select alert_rule_id as "ruleId", (count(*) filter (where status <> 'resolved'))::int as open,
        (array_agg(id order by triggered_at desc, id desc))[1] as "lastId", max(triggered_at) as "lastAt"
      from ${alerts} where alert_rule_id is not null and ${seenBy(scope)} group by 1`,
  );
  return new Map(rows.map(({ ruleId, open, lastId, lastAt }) => [ruleId, { open, last: { id: lastId, at: lastAt } }]));
}

/** What a rule raised while it was in shadow, newest first. */
export async function listShadowAlerts(
  db: Queryable,
  scope: Scope,
  { ruleId, limit }: { ruleId: number; limit: number },
): Promise<Alert[]> {
  const rows = await db
    .select()
    .from(alerts)
    .where(and(eq(alerts.alertRuleId, ruleId), eq(alerts.isShadow, true), seenBy(scope)))
    .orderBy(desc(alerts.triggeredAt), desc(alerts.id))
    .limit(limit);
  return rows.map(toAlert);
}

/** Alerts of no brand concern the whole house and are seen by all. */
function seenBy(scope: Scope): SQL {
  const brands = brandsOf(scope);
  if (brands === null) return sql`true`;
  return sql`(${alerts.brand} is null or ${alerts.brand} = any(${sql.param([...brands])}::text[]))`;
}
