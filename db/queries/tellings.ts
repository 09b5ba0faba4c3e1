import { and, asc, count, desc, eq, gte, inArray, isNotNull, max, type SQL, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { alerts, notifications } from "@/db/schema";
import type { Alert } from "@/lib/alerts/schema";
import type { Scope } from "@/lib/kernel/scope";
import { kindOfOutcome, type OutcomeKind, statusesOf } from "@/lib/notifications/outcome";
import { type Notification, NotificationStatus } from "@/lib/notifications/schema";
import type { Channel } from "@/lib/rules/schema";
import { alertsInScope, toAlert } from "./alerts";
import { toNotification } from "./notifications";

/** Which decisions about a person are asked for. */
export interface TellingsAsked {
  accountId: number;
  /** Alerts raised since then. */
  from: Date;
  outcome?: OutcomeKind | undefined;
  channel?: Channel | undefined;
}

export interface Told {
  alert: Alert;
  notifications: Notification[];
}

/** A page of the alerts that were, or were not, told to a person, newest first, each with its decisions in order. */
export async function listTellingsOf(
  db: Queryable,
  scope: Scope,
  { limit, offset, ...asked }: TellingsAsked & { limit: number; offset: number },
): Promise<Told[]> {
  const found = await db
    .select({ alert: alerts })
    .from(alerts)
    .where(and(alertsInScope(scope), gte(alerts.triggeredAt, asked.from), inArray(alerts.id, decidedAlerts(db, asked))))
    .orderBy(desc(alerts.triggeredAt), desc(alerts.id))
    .limit(limit)
    .offset(offset);
  const ids = found.map(({ alert }) => alert.id);
  const rows = ids.length === 0 ? [] : await listRows(db, asked, inArray(notifications.alertId, ids));
  return found.map(({ alert }) => ({
    alert: toAlert(alert),
    notifications: rows.filter(({ alertId }) => alertId === alert.id).map(toNotification),
  }));
}

/** How many decisions there are of each outcome, whatever outcome is asked for. */
export async function countTellingsOf(
  db: Queryable,
  scope: Scope,
  asked: TellingsAsked,
): Promise<Record<OutcomeKind, number>> {
  const { outcome: _, ...rest } = asked;
  const rows = await db
    .select({ status: notifications.status, rows: count() })
    .from(notifications)
    .innerJoin(alerts, eq(alerts.id, notifications.alertId))
    .where(and(concerns(rest), alertsInScope(scope)))
    .groupBy(notifications.status);
  const counts: Record<OutcomeKind, number> = { told: 0, held: 0, "not-told": 0 };
  for (const { status, rows: found } of rows) counts[kindOfOutcome(NotificationStatus.parse(status))] += found;
  return counts;
}

/** When each person was last told anything, by `account:7`. */
export async function listLastTold(db: Queryable, from: Date): Promise<Map<string, Date>> {
  const { recipient, deliveredAt, alertTriggeredAt } = notifications;
  const rows = await db
    .select({ recipient, at: max(deliveredAt) })
    .from(notifications)
    .where(and(gte(alertTriggeredAt, from), isNotNull(deliveredAt), sql`${recipient} like 'account:%'`))
    .groupBy(recipient);
  return new Map(rows.flatMap(({ recipient: key, at }) => (at === null ? [] : [[key, at]])));
}

function decidedAlerts(db: Queryable, asked: TellingsAsked) {
  return db.selectDistinct({ id: notifications.alertId }).from(notifications).where(concerns(asked));
}

function listRows(db: Queryable, asked: TellingsAsked, those: SQL) {
  return db
    .select()
    .from(notifications)
    .where(and(concerns(asked), those))
    .orderBy(asc(notifications.id));
}

/** As `isSilentEnd` says: what ended without a word to this person is left out. */
function concerns({ accountId, from, outcome, channel }: TellingsAsked): SQL | undefined {
  const { status, occasion } = notifications;
  return and(
    sql`not (${status} = 'skipped' and (${occasion} = 'resolved' or ${occasion} like 'acknowledged:%'))`,
    eq(notifications.recipient, `account:${accountId}`),
    gte(notifications.alertTriggeredAt, from),
    outcome === undefined ? undefined : inArray(notifications.status, statusesOf(outcome)),
    channel === undefined ? undefined : eq(notifications.channel, channel),
  );
}
