import { asc, eq } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { alerts, escalationPolicies } from "@/db/schema";
import { EscalationPolicy, type Standing, TakenStep } from "@/lib/escalation/schema";

/** Policies in the order they are asked, those that are switched off left out. */
export async function listActivePolicies(db: Queryable): Promise<EscalationPolicy[]> {
  const { isActive, position, id } = escalationPolicies;
  const rows = await db.select().from(escalationPolicies).where(eq(isActive, true)).orderBy(asc(position), asc(id));
  return rows.map(toPolicy);
}

export function toPolicy(row: typeof escalationPolicies.$inferSelect): EscalationPolicy {
  return EscalationPolicy.parse(row);
}

/** Where an alert stands in the policy that was frozen into it; null for one that has none, such as of an earlier release. */
export async function findStanding(
  db: Queryable,
  alertId: number,
): Promise<{ standing: Standing; taken: TakenStep | null } | null> {
  const [row] = await db
    .select({
      policy: alerts.escalationPolicy,
      startedAt: alerts.escalationStartedAt,
      stepsDone: alerts.escalationStepsDone,
      waitedMs: alerts.escalationWaitedMs,
      taken: alerts.escalationTaken,
    })
    .from(alerts)
    .where(eq(alerts.id, alertId));
  if (row === undefined || row.policy === null || row.startedAt === null) return null;
  const { policy, startedAt, stepsDone, waitedMs, taken } = row;
  const standing = { policy: EscalationPolicy.parse(policy), startedAt, stepsDone, waitedMs };
  return { standing, taken: TakenStep.nullable().parse(taken) };
}
