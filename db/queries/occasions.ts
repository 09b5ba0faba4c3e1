import { and, asc, eq, gt, inArray, isNull, lte, or, sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { alertGroups, alerts, notifications, occasions } from "@/db/schema";
import type { Scope } from "@/lib/kernel/scope";
import { Severity } from "@/lib/kernel/severity";
import { addMs, MINUTE_MS } from "@/lib/kernel/time";
import { tellingKey } from "@/lib/notifications/house";
import type { GroupNotices } from "@/lib/notifications/plan-occasion";
import { Occasion } from "@/lib/notifications/schema";
import { Channel } from "@/lib/rules/schema";
import { alertsInScope } from "./alerts";
import { readRows } from "./read-rows";

/** Something that happened to an alert and is to be decided. */
export interface StoredOccasion {
  id: number;
  alertId: number;
  occasion: Occasion;
  severity: Severity;
  correlationId: string;
  /** When it arose. */
  createdAt: Date;
  /** Failed tries to decide it. */
  attempts: number;
}

/** No failed try puts one off for longer: a later instant was written by a clock that has been set back since. */
const LONGEST_MS = 20 * MINUTE_MS;

/** What was not tried yet is due whatever its instant says. */
const isDue = (now: Date) =>
  and(
    isNull(occasions.decidedAt),
    or(eq(occasions.attempts, 0), lte(occasions.dueAt, now), gt(occasions.dueAt, addMs(now, LONGEST_MS))),
  );

/** The occasions that are due, in the order they arose. */
export async function listDueOccasions(
  db: Queryable,
  { now, limit }: { now: Date; limit: number },
): Promise<StoredOccasion[]> {
  const rows = await db.select().from(occasions).where(isDue(now)).orderBy(asc(occasions.id)).limit(limit);
  return rows.map(toOccasion);
}

/** Those of `ids` that nobody decided meanwhile, nor is deciding just now; locked until the transaction ends. */
export async function lockOccasions(db: Queryable, ids: readonly number[]): Promise<Set<number>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .select({ id: occasions.id })
    .from(occasions)
    .where(and(inArray(occasions.id, [...ids]), isNull(occasions.decidedAt)))
    .orderBy(asc(occasions.id))
    .for("update", { skipLocked: true });
  return new Set(rows.map(({ id }) => id));
}

export async function markDecided(db: Queryable, ids: readonly number[], at: Date): Promise<void> {
  if (ids.length === 0) return;
  await db
    .update(occasions)
    .set({ decidedAt: at, dueAt: null, lastError: null })
    .where(inArray(occasions.id, [...ids]));
}

/** It could not be decided: when it is tried again, and why it failed. */
export async function postponeOccasion(
  db: Queryable,
  { id, attempts, dueAt, error }: { id: number; attempts: number; dueAt: Date; error: string },
): Promise<void> {
  await db
    .update(occasions)
    .set({ attempts, dueAt, lastError: error })
    .where(and(eq(occasions.id, id), isNull(occasions.decidedAt)));
}

/** What arose before `before` and is undecided still, oldest first, 100 at most. */
export async function listUndecided(db: Queryable, before: Date): Promise<StoredOccasion[]> {
  const rows = await db
    .select()
    .from(occasions)
    .where(and(isNull(occasions.decidedAt), lte(occasions.createdAt, before)))
    .orderBy(asc(occasions.id))
    .limit(100);
  return rows.map(toOccasion);
}

function toOccasion(row: typeof occasions.$inferSelect): StoredOccasion {
  const { id, alertId, correlationId, createdAt, attempts } = row;
  return {
    id,
    alertId,
    occasion: Occasion.parse(row.occasion),
    severity: Severity.parse(row.severity),
    correlationId,
    createdAt,
    attempts,
  };
}

/** Keeps alerts from being moved by key until the transaction ends; in one order, so that two batches never lock each other out. */
export async function shareAlerts(db: Queryable, scope: Scope, ids: readonly number[]): Promise<void> {
  if (ids.length === 0) return;
  await db
    .select({ id: alerts.id })
    .from(alerts)
    .where(and(inArray(alerts.id, [...ids]), alertsInScope(scope)))
    .orderBy(asc(alerts.id))
    .for("key share");
}

/** By alert id: who was, or is being, notified of it, as `tellingKey`; what is held is not. */
export async function listToldBy(db: Queryable, alertIds: readonly number[]): Promise<Map<number, Set<string>>> {
  const told = new Map<number, Set<string>>();
  if (alertIds.length === 0) return told;
  const { alertId, channel, recipient, status } = notifications;
  const rows = await db
    .selectDistinct({ alertId, channel, recipient })
    .from(notifications)
    .where(and(inArray(alertId, [...alertIds]), inArray(status, ["queued", "sending", "delivered"])));
  for (const row of rows) {
    const keys = told.get(row.alertId) ?? new Set<string>();
    told.set(row.alertId, keys.add(tellingKey(Channel.parse(row.channel), row.recipient)));
  }
  return told;
}

const Gravest = z.object({ groupId: z.number(), severity: Severity });

/** Groups with their notices; nobody else notifies or closes them before the transaction ends. */
export async function lockGroups(db: Queryable, ids: readonly number[]): Promise<Map<number, GroupNotices>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select()
    .from(alertGroups)
    .where(inArray(alertGroups.id, [...ids]))
    .orderBy(asc(alertGroups.id))
    .for("update");
  const gravest = await readRows(
    db,
    Gravest,
    sql`select distinct on (a.group_id) a.group_id as "groupId", n.severity
      from notifications n join alerts a on a.id = n.alert_id
      where a.group_id = any(${sql.param([...ids])}::int[]) and n.channel <> 'log'
        and n.status in ('queued', 'sending', 'delivered', 'failed')
      order by a.group_id, n.urgency desc`,
  );
  const bySeverity = new Map(gravest.map(({ groupId, severity }) => [groupId, severity]));
  return new Map(
    rows.map(({ id, title, toldAt, nextNoticeAt }) => [
      id,
      { title, toldAt, nextNoticeAt, gravest: bySeverity.get(id) ?? null },
    ]),
  );
}
