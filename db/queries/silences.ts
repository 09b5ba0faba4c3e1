import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, lte, ne, or, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { alerts, alertTimeline, notifications, silences } from "@/db/schema";
import { type Alert, Mute } from "@/lib/alerts/schema";
import { Matchers } from "@/lib/kernel/matchers";
import type { Scope } from "@/lib/kernel/scope";
import { Extension, Hideable, type NewSilence, type Silence } from "@/lib/silences/schema";
import { alertsInScope, toAlert } from "./alerts";

type SilenceRow = typeof silences.$inferSelect;

/** A row of `silences` as the domain's noun. */
export function toSilence(row: SilenceRow): Silence {
  return {
    ...row,
    matchers: Matchers.parse(row.matchers),
    maxSeverity: Hideable.parse(row.maxSeverity),
    extension: Extension.nullable().parse(row.extension),
  };
}

/** A silence as its row, without what the database gives. */
export function toSilenceRow({ matchers, ...silence }: NewSilence) {
  return { ...silence, matchers: [...matchers] };
}

/** Those that may hide something at `now`: begun, not ended, recurring or not yet over. */
export async function listRunning(db: Queryable, now: Date): Promise<Silence[]> {
  const mayRun = or(isNotNull(silences.recurrence), gt(silences.endsAt, now));
  const rows = await db
    .select()
    .from(silences)
    .where(and(isNull(silences.endedAt), lte(silences.startsAt, now), mayRun))
    .orderBy(asc(silences.id));
  return rows.map(toSilence);
}

/** Those not over at `since`, newest first: once with its end, or ended by hand, after it, or recurring. At most 500. */
export async function listSilences(db: Queryable, since: Date): Promise<Silence[]> {
  const isLate = or(
    gt(silences.endedAt, since),
    and(isNull(silences.endedAt), or(isNotNull(silences.recurrence), gt(silences.endsAt, since))),
  );
  const rows = await db.select().from(silences).where(isLate).orderBy(desc(silences.id)).limit(500);
  return rows.map(toSilence);
}

export async function findSilence(db: Queryable, id: number): Promise<Silence | null> {
  const [row] = await db.select().from(silences).where(eq(silences.id, id));
  return row === undefined ? null : toSilence(row);
}

/** Whom alerts were told to, or were to be: by channel, the log left out. */
export async function listTold(
  db: Queryable,
  alertIds: readonly number[],
): Promise<{ channel: string; name: string }[]> {
  if (alertIds.length === 0) return [];
  const name = sql<string>`coalesce(${notifications.decision} ->> 'name', ${notifications.recipient})`;
  return db
    .selectDistinct({ channel: notifications.channel, name })
    .from(notifications)
    .where(
      and(
        inArray(notifications.alertId, [...alertIds]),
        ne(notifications.channel, "log"),
        inArray(notifications.status, ["queued", "held", "sending", "delivered", "failed"]),
      ),
    )
    .orderBy(notifications.channel, name)
    .limit(50);
}

/** One line of an alert's hiding: when it began or ended, and by what. */
export interface MuteLine {
  alert: Alert;
  at: Date;
  kind: "muted" | "unmuted";
  mute: Mute;
}

/** What was hidden or shown again since, newest first. At most 500 lines. */
export async function listMuteLines(db: Queryable, scope: Scope, since: Date): Promise<MuteLine[]> {
  const rows = await db
    .select({ alert: alerts, at: alertTimeline.at, kind: alertTimeline.kind, details: alertTimeline.details })
    .from(alertTimeline)
    .innerJoin(alerts, eq(alerts.id, alertTimeline.alertId))
    .where(and(inArray(alertTimeline.kind, ["muted", "unmuted"]), gt(alertTimeline.at, since), alertsInScope(scope)))
    .orderBy(desc(alertTimeline.id))
    .limit(500);
  return rows.map(({ alert, at, kind, details }) => ({
    alert: toAlert(alert),
    at,
    kind: kind === "muted" ? "muted" : "unmuted",
    mute: Mute.parse(details),
  }));
}
