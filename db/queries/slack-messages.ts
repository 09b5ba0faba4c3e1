import { and, asc, eq, inArray } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { alerts, slackMessages } from "@/db/schema";
import type { Alert } from "@/lib/alerts/schema";
import type { Scope } from "@/lib/kernel/scope";
import type { MessagePlace } from "@/lib/notifications/schema";
import { alertsInScope, toAlert } from "./alerts";

/** Where the message stands that tells a recipient of these alerts; null unless it is one message that tells them all. */
export async function findSharedPlace(
  db: Queryable,
  { recipient, alertIds }: { recipient: string; alertIds: readonly number[] },
): Promise<MessagePlace | null> {
  const { channelId, ts, alertId } = slackMessages;
  const rows = await db
    .select({ channelId, ts })
    .from(slackMessages)
    .where(and(eq(slackMessages.recipient, recipient), inArray(alertId, [...alertIds])));
  const [first] = rows;
  const isShared = rows.length === alertIds.length && rows.every((row) => isSamePlace(row, first));
  return first !== undefined && isShared ? first : null;
}

/** The alerts that one message tells, as they are now, in the order they were raised. */
export async function listAlertsAt(db: Queryable, scope: Scope, { channelId, ts }: MessagePlace): Promise<Alert[]> {
  const rows = await db
    .select({ alert: alerts })
    .from(slackMessages)
    .innerJoin(alerts, eq(alerts.id, slackMessages.alertId))
    .where(and(eq(slackMessages.channelId, channelId), eq(slackMessages.ts, ts), alertsInScope(scope)))
    .orderBy(asc(alerts.id));
  return rows.map(({ alert }) => toAlert(alert));
}

/** Keeps where the message stands that tells these alerts now; an earlier one is no longer changed. */
export async function keepPlace(
  db: Queryable,
  { recipient, alertIds, place, at }: { recipient: string; alertIds: readonly number[]; place: MessagePlace; at: Date },
): Promise<void> {
  if (alertIds.length === 0) return;
  await db
    .insert(slackMessages)
    .values(alertIds.map((alertId) => ({ alertId, recipient, ...place, postedAt: at })))
    .onConflictDoUpdate({ target: [slackMessages.alertId, slackMessages.recipient], set: { ...place, postedAt: at } });
}

function isSamePlace(a: MessagePlace, b: MessagePlace | undefined): boolean {
  return a.channelId === b?.channelId && a.ts === b.ts;
}
