import { and, asc, desc, eq, gt, ne, type SQL, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { alerts, notifications } from "@/db/schema";
import type { Alert } from "@/lib/alerts/schema";
import type { Scope } from "@/lib/kernel/scope";
import { NotificationStatus } from "@/lib/notifications/schema";
import { Channel } from "@/lib/rules/schema";
import { alertsInScope, toAlert } from "./alerts";

/** So many at most are read; a night with more is told in numbers by the digest itself. */
const MOST = 200;

/** Something quiet hours held from a person, with its alert as it is now. */
export interface HeldNotification {
  alert: Alert;
  channel: Channel;
  status: NotificationStatus;
  heldAt: Date;
  /** When it leaves; null once it has, or never will. */
  until: Date | null;
  deliveredAt: Date | null;
}

/** What quiet hours hold for an account now, oldest first. */
export async function listHeldNow(db: Queryable, scope: Scope, accountId: number): Promise<HeldNotification[]> {
  return listHeld(db, scope, accountId, eq(notifications.status, "held"), asc(notifications.id));
}

/** What quiet hours held for an account since `since` and hold no more, newest first. */
export async function listHeldBefore(
  db: Queryable,
  scope: Scope,
  accountId: number,
  since: Date,
): Promise<HeldNotification[]> {
  const isOver = and(ne(notifications.status, "held"), gt(notifications.createdAt, since));
  return listHeld(db, scope, accountId, isOver, desc(notifications.id));
}

/** When an account was last told what quiet hours had held; null for never. */
export async function findLastDigest(db: Queryable, accountId: number): Promise<Date | null> {
  const [row] = await db
    .select({ at: notifications.deliveredAt })
    .from(notifications)
    .where(and(isHeldFrom(accountId), eq(notifications.status, "delivered")))
    .orderBy(sql`${notifications.deliveredAt} desc nulls last`)
    .limit(1);
  return row?.at ?? null;
}

/** The alerts one digest told of, and by which channels: what left within `[from, to)`. */
export async function listDigest(
  db: Queryable,
  scope: Scope,
  accountId: number,
  { from, to }: { from: Date; to: Date },
): Promise<HeldNotification[]> {
  const at = notifications.deliveredAt;
  const isIn = sql`${at} >= ${from.toISOString()}::timestamptz and ${at} < ${to.toISOString()}::timestamptz`;
  return listHeld(db, scope, accountId, and(eq(notifications.status, "delivered"), isIn), asc(notifications.id));
}

async function listHeld(
  db: Queryable,
  scope: Scope,
  accountId: number,
  which: SQL | undefined,
  order: SQL,
): Promise<HeldNotification[]> {
  const rows = await db
    .select({ alert: alerts, row: notifications })
    .from(notifications)
    .innerJoin(alerts, eq(alerts.id, notifications.alertId))
    .where(and(isHeldFrom(accountId), which, alertsInScope(scope)))
    .orderBy(order)
    .limit(MOST);
  return rows.map(({ alert, row }) => ({
    alert: toAlert(alert),
    channel: Channel.parse(row.channel),
    status: NotificationStatus.parse(row.status),
    heldAt: row.createdAt,
    until: row.status === "held" ? row.nextAttemptAt : null,
    deliveredAt: row.deliveredAt,
  }));
}

/** Rows of a person that the gate of quiet hours decided, whatever became of them. */
function isHeldFrom(accountId: number): SQL | undefined {
  return and(
    eq(notifications.recipient, `account:${accountId}`),
    sql`${notifications.decision} ->> 'gate' = 'quiet hours'`,
  );
}
