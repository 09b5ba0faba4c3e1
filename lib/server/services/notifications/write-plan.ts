import "server-only";
import { eq } from "drizzle-orm";
import {
  type InsertedNotification,
  insertNotifications,
  type NewNotification,
} from "@/db/queries/insert-notifications";
import { markDecided } from "@/db/queries/occasions";
import { alertGroups } from "@/db/schema";
import { decidingGate } from "@/lib/notifications/decide";
import { describePlan } from "@/lib/notifications/describe-plan";
import type { Planned } from "@/lib/notifications/house";
import type { PlannedOccasion } from "@/lib/notifications/plan-occasion";
import type { Unit } from "@/lib/server/context";
import { LOGGED, writeLogLines } from "./log-lines";
import type { PreparedOccasion } from "./prepare-occasions";
import { supersedeHeld } from "./supersede-held";

export type OccasionPlan = PreparedOccasion & { plan: PlannedOccasion };

/** How many occasions were decided, and what became of their rows. */
export interface Counts {
  occasions: number;
  queued: number;
  held: number;
  skipped: number;
}

/** Keeps the decisions of a batch: rows, log lines, one line of each alert's timeline, groups, and one wake-up a channel. */
export async function writePlan(
  unit: Unit,
  { plans, gone }: { plans: readonly OccasionPlan[]; gone: readonly number[] },
): Promise<Counts> {
  const now = unit.now();
  const rows = await insertNotifications(
    unit.db,
    plans.flatMap((one) => one.plan.planned.map((planned) => rowOf(one, planned, now))),
  );
  const byOccasion = new Map<string, InsertedNotification[]>();
  for (const row of rows) {
    const key = keyOf(row);
    byOccasion.set(key, [...(byOccasion.get(key) ?? []), row]);
  }
  const isNew = (one: OccasionPlan) => byOccasion.has(keyOf({ ...one, alertId: one.alert.id }));
  for (const one of plans.filter(isNew)) {
    unit.tell.timeline(lineOf(one));
    await supersedeHeld(unit, one, byOccasion.get(keyOf({ ...one, alertId: one.alert.id })) ?? []);
  }
  await writeLogLines(unit, plans.filter(isNew), rows);
  await moveNotices(unit, plans.filter(isNew));
  await markDecided(unit.db, [...plans.map(({ stored }) => stored.id), ...gone], now);
  wakeChannels(unit, rows);
  const count = (status: string) => rows.filter((row) => row.status === status).length;
  return {
    occasions: plans.length,
    queued: count("queued") + count("delivered"),
    held: count("held"),
    skipped: count("skipped"),
  };
}

function keyOf({ alertId, occasion }: { alertId: number; occasion: string }): string {
  return `${alertId} ${occasion}`;
}

function rowOf(
  { stored, alert, occasion, severity, plan }: OccasionPlan,
  planned: Planned,
  now: Date,
): NewNotification {
  const { recipient, channel, decision, gates } = planned;
  const row = {
    alertId: alert.id,
    alertTriggeredAt: alert.triggeredAt,
    occasion,
    severity,
    recipient: recipient.key,
    channel,
    reason: decision.reason,
    decision: {
      name: recipient.name,
      gate: decidingGate(planned),
      gates,
      ...(plan.passesCaps && { passesCaps: true }),
    },
    deliveredAt: null,
    receipt: null,
    correlationId: stored.correlationId,
    createdAt: now,
  };
  switch (decision.kind) {
    case "send":
      // The log is no provider that could refuse: its line is written with the decision.
      if (channel === "log") return { ...row, status: "delivered", dueAt: null, deliveredAt: now, receipt: LOGGED };
      return { ...row, status: "queued", dueAt: now };
    case "hold":
      return { ...row, status: "held", dueAt: decision.until };
    case "skip":
      return { ...row, status: "skipped", dueAt: null };
  }
}

function lineOf({ alert, occasion, everyoneBecause, plan }: OccasionPlan) {
  const said = describePlan(occasion, plan.planned);
  return {
    alertId: alert.id,
    kind: "notified" as const,
    message: everyoneBecause === null ? said : `${said}; ${everyoneBecause}`,
    details: { occasion, decisions: plan.planned.map(decisionOf) },
  };
}

function decisionOf({ recipient, channel, decision }: Planned) {
  return { channel, recipient: recipient.key, name: recipient.name, decision: decision.kind, reason: decision.reason };
}

/** When each group was notified, or will be; of several occasions of a group the last word counts. */
async function moveNotices(unit: Unit, plans: readonly OccasionPlan[]): Promise<void> {
  const moved = new Map<number, NonNullable<PlannedOccasion["notice"]>>();
  for (const { alert, plan } of plans)
    if (alert.groupId !== null && plan.notice !== null)
      moved.set(alert.groupId, { ...moved.get(alert.groupId), ...plan.notice });
  for (const [id, notice] of moved) await unit.db.update(alertGroups).set(notice).where(eq(alertGroups.id, id));
}

/** One wake-up for each channel and instant at which rows are due. */
function wakeChannels(unit: Unit, rows: readonly InsertedNotification[]): void {
  const wakes = new Map<string, { channel: string; dueAt: string }>();
  for (const { channel, dueAt } of rows) {
    if (dueAt === null) continue;
    const data = { channel, dueAt: dueAt.toISOString() };
    wakes.set(`${data.channel} ${data.dueAt}`, data);
  }
  for (const data of wakes.values()) unit.tell.outbox({ name: "notification/planned", data });
}
