import { and, asc, eq, inArray } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { alerts, escalationPolicies } from "@/db/schema";
import { EscalationPolicy, type NewPolicy, type Standing, type StoredPolicy, TakenStep } from "@/lib/escalation/schema";

type PolicyRow = typeof escalationPolicies.$inferSelect;

const { position, id: policyId, version, isActive } = escalationPolicies;

/** Policies in the order they are asked, those that are switched off left out. They are the house's: they take no scope. */
export async function listActivePolicies(db: Queryable): Promise<EscalationPolicy[]> {
  const rows = await db
    .select()
    .from(escalationPolicies)
    .where(eq(isActive, true))
    .orderBy(asc(position), asc(policyId));
  return rows.map((row) => EscalationPolicy.parse(row));
}

/** All policies in the order they are asked. */
export async function listPolicies(db: Queryable): Promise<StoredPolicy[]> {
  const rows = await db.select().from(escalationPolicies).orderBy(asc(position), asc(policyId));
  return rows.map(toStoredPolicy);
}

/** As `listPolicies`, and nobody else changes one until the transaction ends. */
export async function lockPolicies(db: Queryable): Promise<StoredPolicy[]> {
  const rows = await db.select().from(escalationPolicies).orderBy(asc(policyId)).for("update");
  return rows.map(toStoredPolicy).sort((a, b) => a.position - b.position || a.id - b.id);
}

function toStoredPolicy(row: PolicyRow): StoredPolicy {
  const { id, createdAt, updatedAt } = row;
  return {
    ...EscalationPolicy.parse(row),
    id,
    isActive: row.isActive,
    position: row.position,
    createdAt,
    updatedAt,
  };
}

/** @returns null where the name is taken. */
export async function insertPolicy(
  db: Queryable,
  policy: NewPolicy,
  { position: place, at }: { position: number; at: Date },
): Promise<StoredPolicy | null> {
  const row = { ...policy, position: place, createdAt: at, updatedAt: at };
  const [made] = await db.insert(escalationPolicies).values(row).onConflictDoNothing().returning();
  return made === undefined ? null : toStoredPolicy(made);
}

/** By compare-and-set on the version. @returns null where somebody was quicker. */
export async function updatePolicy(
  db: Queryable,
  before: Pick<StoredPolicy, "id" | "version">,
  change: Partial<NewPolicy> & { position?: number; updatedAt: Date },
): Promise<StoredPolicy | null> {
  const [row] = await db
    .update(escalationPolicies)
    .set({ ...change, version: before.version + 1 })
    .where(and(eq(policyId, before.id), eq(version, before.version)))
    .returning();
  return row === undefined ? null : toStoredPolicy(row);
}

/** Its place in the order only: no other change, so its version stays. */
export async function movePolicy(db: Queryable, id: number, place: number): Promise<void> {
  await db.update(escalationPolicies).set({ position: place }).where(eq(policyId, id));
}

export async function deletePolicy(db: Queryable, id: number): Promise<void> {
  await db.delete(escalationPolicies).where(eq(policyId, id));
}

/** Where an alert stands in its policy, and whom its last step notified; `taken` null as of an earlier release. */
export interface KeptStanding {
  standing: Standing;
  taken: TakenStep | null;
}

/** Where an alert stands in the policy that was frozen into it; null for one that has none, such as of an earlier release. */
export async function findStanding(db: Queryable, alertId: number): Promise<KeptStanding | null> {
  return (await findStandings(db, [alertId])).get(alertId) ?? null;
}

/** As `findStanding`, by alert id; alerts without a policy are left out. */
export async function findStandings(db: Queryable, alertIds: readonly number[]): Promise<Map<number, KeptStanding>> {
  if (alertIds.length === 0) return new Map();
  const rows = await db
    .select({
      id: alerts.id,
      policy: alerts.escalationPolicy,
      startedAt: alerts.escalationStartedAt,
      stepsDone: alerts.escalationStepsDone,
      waitedMs: alerts.escalationWaitedMs,
      taken: alerts.escalationTaken,
    })
    .from(alerts)
    .where(inArray(alerts.id, [...alertIds]));
  return new Map(
    rows.flatMap(({ id, policy, startedAt, stepsDone, waitedMs, taken }): [number, KeptStanding][] => {
      if (policy === null || startedAt === null) return [];
      const standing = { policy: EscalationPolicy.parse(policy), startedAt, stepsDone, waitedMs };
      return [[id, { standing, taken: TakenStep.nullable().parse(taken) }]];
    }),
  );
}
