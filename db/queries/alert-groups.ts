import { and, asc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { alertGroups, alerts, notifications } from "@/db/schema";
import type { AlertGroup } from "@/lib/alerts/group";
import type { SeenGroup } from "@/lib/alerts/group-wire";
import { ACTIVE_STATUSES, type Alert } from "@/lib/alerts/schema";
import type { Scope } from "@/lib/kernel/scope";
import { alertsInScope, toAlert } from "./alerts";

const isOpen = inArray(alerts.status, [...ACTIVE_STATUSES]);

/** The open group of a key, made where there is none; locked until the transaction ends. */
export async function takeGroup(
  db: Queryable,
  { key, title, brand, openedAt }: Pick<AlertGroup, "key" | "title" | "brand" | "openedAt">,
): Promise<AlertGroup | null> {
  const [group] = await db
    .insert(alertGroups)
    .values({ key, title, brand, openedAt })
    .onConflictDoUpdate({ target: alertGroups.key, targetWhere: sql`closed_at is null`, set: { key } })
    .returning();
  return group ?? null;
}

/** Nobody else takes, tells or closes the group before the transaction ends. */
export async function lockGroup(db: Queryable, id: number): Promise<AlertGroup | null> {
  const [group] = await db.select().from(alertGroups).where(eq(alertGroups.id, id)).for("update");
  return group ?? null;
}

/** How many alerts a group ever had, and how many of them are open. */
export async function countMembers(db: Queryable, id: number): Promise<{ all: number; open: number }> {
  const [row] = await db
    .select({ all: sql<number>`count(*)::int`, open: sql<number>`(count(*) filter (where ${isOpen}))::int` })
    .from(alerts)
    .where(eq(alerts.groupId, id));
  return row ?? { all: 0, open: 0 };
}

/** Open groups that hold an open alert of the scope, oldest first. */
export function listOpenGroups(db: Queryable, scope: Scope, brand?: string): Promise<SeenGroup[]> {
  return listSeen(db, and(isNull(alertGroups.closedAt), isOpen, alertsInScope(scope, brand)));
}

/** One group with all the alerts it ever held, in order. */
export async function findSeenGroup(db: Queryable, scope: Scope, id: number): Promise<SeenGroup | null> {
  const [seen] = await listSeen(db, and(eq(alertGroups.id, id), alertsInScope(scope)));
  return seen ?? null;
}

async function listSeen(db: Queryable, where: SQL | undefined): Promise<SeenGroup[]> {
  const rows = await db
    .select({
      group: alertGroups,
      alert: alerts,
      waitsUntil: sql`(select min(n.next_attempt_at) from notifications n
        where n.alert_id = ${alerts.id} and n.status = 'held')`.mapWith(notifications.nextAttemptAt),
    })
    .from(alertGroups)
    .innerJoin(alerts, eq(alerts.groupId, alertGroups.id))
    .where(where)
    .orderBy(asc(alertGroups.id), asc(alerts.id))
    .limit(1000);
  const seen = new Map<number, { group: AlertGroup; alerts: { alert: Alert; waitsUntil: Date | null }[] }>();
  for (const { group, alert, waitsUntil } of rows) {
    const one = seen.get(group.id) ?? { group, alerts: [] };
    one.alerts.push({ alert: toAlert(alert), waitsUntil });
    seen.set(group.id, one);
  }
  return [...seen.values()];
}
