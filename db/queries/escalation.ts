import { asc, eq } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { alerts, escalationPolicies } from "@/db/schema";
import { EscalationPolicy, type Standing } from "@/lib/escalation/schema";

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
export async function findStanding(db: Queryable, alertId: number): Promise<Standing | null> {
  const { escalationPolicy: policy, escalationStartedAt: startedAt, escalationStepsDone: stepsDone } = alerts;
  const [row] = await db.select({ policy, startedAt, stepsDone }).from(alerts).where(eq(alerts.id, alertId));
  if (row === undefined || row.policy === null || row.startedAt === null) return null;
  return { policy: EscalationPolicy.parse(row.policy), startedAt: row.startedAt, stepsDone: row.stepsDone };
}
