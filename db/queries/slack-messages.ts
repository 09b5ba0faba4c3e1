import { and, asc, eq, inArray } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { alerts, slackMessages } from "@/db/schema";
import type { Alert } from "@/lib/alerts/schema";
import type { Scope } from "@/lib/kernel/scope";
import type { KeptPlace, MessagePlace } from "@/lib/notifications/schema";
import { alertsInScope, toAlert } from "./alerts";

/** The messages that tell a recipient of these alerts, each with those it tells; alerts that were not told are in none. */
export async function findPlaces(
  db: Queryable,
  { recipient, alertIds }: { recipient: string; alertIds: readonly number[] },
): Promise<KeptPlace[]> {
  const { channelId, ts, alertId } = slackMessages;
  const rows = await db
    .select({ channelId, ts, alertId })
    .from(slackMessages)
    .where(and(eq(slackMessages.recipient, recipient), inArray(alertId, [...alertIds])))
    .orderBy(asc(alertId));
  const byPlace = new Map<string, { place: MessagePlace; alertIds: number[] }>();
  for (const row of rows) {
    const key = `${row.channelId} ${row.ts}`;
    const kept = byPlace.get(key) ?? { place: { channelId: row.channelId, ts: row.ts }, alertIds: [] };
    kept.alertIds.push(row.alertId);
    byPlace.set(key, kept);
  }
  return [...byPlace.values()];
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
