import "server-only";
import { sql } from "drizzle-orm";
import { findAlerts } from "@/db/queries/alerts";
import { listCircuits } from "@/db/queries/circuits";
import { listStuck, STUCK_AT_ONCE, type StuckRow } from "@/db/queries/stuck-notifications";
import { notifications } from "@/db/schema";
import type { Alert } from "@/lib/alerts/schema";
import { addMs } from "@/lib/kernel/time";
import { decideFallback, FALLBACK_AFTER_MS, type Fallback } from "@/lib/notifications/fallback";
import { type House, NEWLY_RAISED } from "@/lib/notifications/house";
import type { Channel } from "@/lib/rules/schema";
import type { Context, Unit } from "@/lib/server/context";
import { env } from "@/lib/server/env";
import { type DeliverySettings, loadHouse } from "./load-house";

/** Rounds at most over what is stuck; the next minute goes on. */
const MOST_ROUNDS = 20;

interface Asked {
  /** Absent: of every channel, and to everybody. */
  channel?: Channel;
  recipients?: readonly string[];
  settings?: DeliverySettings;
}

/**
 * Notifies people of critical alerts by their next channel where one has not taken its message in time, or at once where its
 * circuit is open. How many messages went so.
 */
export async function fallBack(ctx: Context, asked: Asked = {}): Promise<number> {
  let told = 0;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const { found, moved } = await fallBackSome(ctx, asked);
    told += moved;
    if (moved === 0 || found < STUCK_AT_ONCE) break;
  }
  return told;
}

async function fallBackSome(
  ctx: Context,
  { channel, recipients, settings = env() }: Asked,
): Promise<{ found: number; moved: number }> {
  const now = ctx.now();
  const down = new Map(
    [...(await listCircuits(ctx.db))].flatMap(([name, { openedAt, reason }]) =>
      openedAt === null ? [] : [[name, reason ?? "it takes no messages"]],
    ),
  );
  const stuck = await listStuck(ctx.db, {
    before: addMs(now, -FALLBACK_AFTER_MS),
    now,
    down: [...down.keys()],
    ...(channel && { channel }),
    ...(recipients && { recipients }),
  });
  if (stuck.length === 0) return { found: 0, moved: 0 };
  const house = await loadHouse(ctx, settings);
  const alerts = await findAlerts(
    ctx.db,
    ctx.scope,
    stuck.map(({ alertId }) => alertId),
  );
  return ctx.unit(async (unit) => {
    let moved = 0;
    for (const row of stuck) {
      const alert = alerts.get(row.alertId);
      if (alert !== undefined && (await fallBackOne(unit, { row, alert, house, down }))) moved += 1;
    }
    return { found: stuck.length, moved };
  });
}

interface One {
  row: StuckRow;
  alert: Alert;
  house: House;
  /** Why a channel takes nothing just now. */
  down: ReadonlyMap<string, string>;
}

async function fallBackOne(unit: Unit, { row, alert, house, down }: One): Promise<boolean> {
  const person = house.people.find(({ id }) => id === row.accountId);
  if (person === undefined) return false;
  const telling = { ...NEWLY_RAISED, ...row, brand: alert.brand, class: alert.class, ruleChannels: null };
  const isOver = alert.status === "acknowledged" || alert.status === "resolved";
  const fallback = decideFallback(
    { stuck: row, person, decided: row.decided, isOver, down },
    telling,
    house,
    unit.now(),
  );
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
