import { and, asc, desc, eq, inArray, lt, type SQL, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { adminNotificationPreferences, alerts, backTests } from "@/db/schema";
import { Outcome } from "@/lib/alerts/schema";
import type { Scope } from "@/lib/kernel/scope";
import { Checkpoint } from "@/lib/replay/checkpoint";
import type { MarkedAlert } from "@/lib/replay/match-real";
import { BackTestResult, BackTestStatus } from "@/lib/replay/schema";
import { RuleBody } from "@/lib/rules/body";

/** A back-test as it is kept. */
export interface BackTest {
  id: number;
  ruleId: number | null;
  ruleVersion: number | null;
  rule: RuleBody;
  days: number;
  status: BackTestStatus;
  progress: number;
  result: BackTestResult | null;
  error: string | null;
  checkpoint: Checkpoint | null;
  requestedBy: string;
  requester: string;
  /** Whose series are judged; null for every brand's. */
  brands: string[] | null;
  createdAt: Date;
  updatedAt: Date;
  startedAt: Date | null;
  finishedAt: Date | null;
}

/** A row of `back_tests` as the domain's noun. */
export function toBackTest(row: typeof backTests.$inferSelect): BackTest {
  return {
    ...row,
    rule: RuleBody.parse(row.rule),
    status: BackTestStatus.parse(row.status),
    result: BackTestResult.nullable().parse(row.result),
    checkpoint: Checkpoint.nullable().parse(row.checkpoint),
  };
}

/** Those that judged nothing but what the scope may see. */
function inScope({ brands }: Scope): SQL {
  if (brands === "all") return sql`true`;
  return sql`${backTests.brands} <@ ${JSON.stringify(brands)}::jsonb`;
}

/** Null when there is none, or none the scope may see: a caller cannot tell the two apart. */
export async function findBackTest(db: Queryable, scope: Scope, id: number): Promise<BackTest | null> {
  const [row] = await db
    .select()
    .from(backTests)
    .where(and(eq(backTests.id, id), inScope(scope)));
  return row === undefined ? null : toBackTest(row);
}

/** Of one rule, newest first, at most 10. */
export async function listBackTests(db: Queryable, scope: Scope, ruleId: number): Promise<BackTest[]> {
  const rows = await db
    .select()
    .from(backTests)
    .where(and(eq(backTests.ruleId, ruleId), inScope(scope)))
    .orderBy(desc(backTests.id))
    .limit(10);
  return rows.map(toBackTest);
}

/** How many of somebody's are waiting or under way. */
export async function countOpen(db: Queryable, requester: string): Promise<number> {
  const [row] = await db
    .select({ open: sql<number>`count(*)::int` })
    .from(backTests)
    .where(and(eq(backTests.requester, requester), inArray(backTests.status, ["queued", "running"])));
  return row?.open ?? 0;
}

/** Waiting or under way, and not moved since `before`: oldest first. */
export async function listStill(db: Queryable, before: Date): Promise<{ id: number; createdAt: Date }[]> {
  return db
    .select({ id: backTests.id, createdAt: backTests.createdAt })
    .from(backTests)
    .where(and(inArray(backTests.status, ["queued", "running"]), lt(backTests.updatedAt, before)))
    .orderBy(asc(backTests.id))
    .limit(100);
}

/** Real alerts of a metric that were open in a span and that somebody marked; those of rules in shadow told nobody. */
export async function listMarked(
  db: Queryable,
  { metric, from, to }: { metric: string; from: Date; to: Date },
): Promise<MarkedAlert[]> {
  const rows = await db
    .select({
      id: alerts.id,
      labels: alerts.labels,
      outcome: alerts.outcome,
      from: alerts.triggeredAt,
      to: alerts.resolvedAt,
    })
    .from(alerts)
    .where(
      and(
        eq(alerts.metric, metric),
        eq(alerts.isShadow, false),
        sql`${alerts.outcome} is not null`,
        lt(alerts.triggeredAt, to),
        sql`coalesce(${alerts.resolvedAt}, 'infinity') >= ${from.toISOString()}::timestamptz`,
      ),
    );
  return rows.map(({ outcome, from: began, to: ended, ...row }) => ({
    ...row,
    outcome: Outcome.parse(outcome),
    from: began.getTime(),
    to: ended?.getTime() ?? Number.POSITIVE_INFINITY,
  }));
}

/** The time zone each account has chosen; null for none. */
export async function listZones(db: Queryable): Promise<{ account: number; zone: string | null }[]> {
  const { adminUserId, timeZone } = adminNotificationPreferences;
  return db.select({ account: adminUserId, zone: timeZone }).from(adminNotificationPreferences);
}
