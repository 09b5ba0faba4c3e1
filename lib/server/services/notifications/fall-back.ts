import "server-only";
import { sql } from "drizzle-orm";
import { findAlerts } from "@/db/queries/alerts";
import { listStuck, type StuckRow } from "@/db/queries/stuck-notifications";
import { notifications } from "@/db/schema";
import type { Alert } from "@/lib/alerts/schema";
import { addMs } from "@/lib/kernel/time";
import { decideFallback, FALLBACK_AFTER_MS, type Fallback } from "@/lib/notifications/fallback";
import { type House, NEWLY_RAISED } from "@/lib/notifications/house";
import type { Channel } from "@/lib/rules/schema";
import type { Context, Unit } from "@/lib/server/context";
import { env } from "@/lib/server/env";
import { type DeliverySettings, loadHouse } from "./load-house";

interface Asked {
  /** Absent: of every channel, and to everybody. */
  channel?: Channel;
  recipients?: readonly string[];
  settings?: DeliverySettings;
}

/** Tells people of grave alerts by their next channel where one has not taken its message in time. How many it told so. */
export async function fallBack(ctx: Context, { channel, recipients, settings = env() }: Asked = {}): Promise<number> {
  const now = ctx.now();
  const before = addMs(now, -FALLBACK_AFTER_MS);
  const stuck = await listStuck(ctx.db, {
    before,
    now,
    ...(channel && { channel }),
    ...(recipients && { recipients }),
  });
  if (stuck.length === 0) return 0;
  const house = await loadHouse(ctx, settings);
  const alerts = await findAlerts(
    ctx.db,
    ctx.scope,
    stuck.map(({ alertId }) => alertId),
  );
  return ctx.unit(async (unit) => {
    let told = 0;
    for (const row of stuck) {
      const alert = alerts.get(row.alertId);
      if (alert !== undefined && (await fallBackOne(unit, { row, alert, house }))) told += 1;
    }
    return told;
  });
}

interface One {
  row: StuckRow;
  alert: Alert;
  house: House;
}

async function fallBackOne(unit: Unit, { row, alert, house }: One): Promise<boolean> {
  const person = house.people.find(({ id }) => id === row.accountId);
  if (person === undefined) return false;
  const telling = { ...NEWLY_RAISED, ...row, brand: alert.brand, class: alert.class, ruleChannels: null };
  const isOver = alert.status === "acknowledged" || alert.status === "resolved";
  const fallback = decideFallback({ stuck: row, person, decided: row.decided, isOver }, telling, house, unit.now());
  if (fallback.kind === "none" || !(await queue(unit, { row, alert, fallback, name: person.name }))) return false;
  unit.tell.timeline({
    alertId: alert.id,
    kind: "notified",
    message: `${person.name}: ${fallback.reason}`,
    details: { occasion: row.occasion, recipient: fallback.recipient, channel: fallback.channel, fallbackOf: row.id },
  });
  unit.tell.outbox({
    name: "notification/planned",
    data: { channel: fallback.channel, dueAt: unit.now().toISOString() },
  });
  // A second one to the same person and occasion sees what this one began.
  row.decided.push({ channel: fallback.channel, status: "queued" });
  return true;
}

interface Queued {
  row: StuckRow;
  alert: Alert;
  fallback: Extract<Fallback, { kind: "fall-back" }>;
  name: string;
}

/** A row of its own, or the one that was skipped before; false where somebody else was quicker. */
async function queue({ db, now }: Unit, { row, alert, fallback, name }: Queued): Promise<boolean> {
  const { channel, recipient, reason } = fallback;
  const at = now();
  const changed = {
    status: "queued",
    reason,
    decision: { name, gate: "fallback", gates: [{ gate: "fallback", result: "pass", reason }] },
    nextAttemptAt: at,
    dueAt: at,
    fallbackOf: row.id,
  };
  const { alertTriggeredAt, alertId, occasion, recipient: to, channel: by, status } = notifications;
  const queued = await db
    .insert(notifications)
    .values({
      ...changed,
      alertTriggeredAt: alert.triggeredAt,
      alertId: alert.id,
      occasion: row.occasion,
      recipient,
      channel,
      severity: row.severity,
      correlationId: row.correlationId,
      createdAt: at,
    })
    .onConflictDoUpdate({
      target: [alertTriggeredAt, alertId, occasion, to, by],
      set: changed,
      setWhere: sql`${status} = 'skipped'`,
    })
    .returning({ id: notifications.id });
  return queued.length > 0;
}
