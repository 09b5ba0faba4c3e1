import "server-only";
import { findAlert } from "@/db/queries/alerts";
import { listTellings } from "@/db/queries/notifications";
import { findRule } from "@/db/queries/rules";
import { notifications } from "@/db/schema";
import type { Alert } from "@/lib/alerts/schema";
import { AppError } from "@/lib/kernel/errors";
import type { Severity } from "@/lib/kernel/severity";
import { decide, decidingGate } from "@/lib/notifications/decide";
import { describePlan } from "@/lib/notifications/describe-plan";
import type { Wait } from "@/lib/notifications/group";
import type { Planned } from "@/lib/notifications/house";
import type { Occasion } from "@/lib/notifications/schema";
import { passesCaps } from "@/lib/notifications/throttle";
import type { Context, Unit } from "@/lib/server/context";
import { env } from "@/lib/server/env";
import { findWait, noteNotice } from "@/lib/server/services/alerts/find-wait";
import { findTargets } from "@/lib/server/services/escalation/find-targets";
import { findMute } from "@/lib/server/services/silences/find-mute";
import { findFirst } from "./find-first";
import { type DeliverySettings, loadHouse } from "./load-house";
import { supersedeHeld } from "./supersede-held";

export interface PlanInput {
  alertId: number;
  occasion: Occasion;
  /** As it was when the occasion arose: the alert may have moved on. */
  severity: Severity;
}

interface Counts {
  queued: number;
  held: number;
  skipped: number;
}

/** Decides for every recipient and channel, and keeps each decision as a row. Planning an occasion twice adds nothing. */
export async function planNotifications(
  ctx: Context,
  input: PlanInput,
  settings: DeliverySettings = env(),
): Promise<Counts> {
  const alert = await findAlert(ctx.db, ctx.scope, input.alertId);
  if (alert === null) throw new AppError("not-found", `There is no alert ${input.alertId}.`);
  const rule = alert.ruleId === null ? null : await findRule(ctx.db, alert.ruleId);
  // Nobody was told before it was raised.
  const toldBy = input.occasion === "triggered" ? new Set<string>() : await listTellings(ctx.db, alert.id);
  const now = ctx.now();
  const mute = await findMute(ctx, alert, input.occasion);
  const telling = {
    ...input,
    brand: alert.brand,
    class: alert.class,
    ruleChannels: rule?.channels ?? null,
    toldBy,
    mute,
  };
  const house = await loadHouse(ctx, settings);
  const { targets, because: everyoneBecause } = await findTargets(ctx, { alert, occasion: input.occasion }, house);
  return ctx.unit(async (unit) => {
    const wait = await findWait(unit, { ...input, alert, maxAlertsPerHour: rule?.maxAlertsPerHour ?? null });
    const isFirstOfSubsystem = await findFirst(unit, { ...input, alert });
    const told = { ...telling, targets, everyoneBecause, wait, isFirstOfSubsystem };
    const planned = decide(told, house, now);
    return write(unit, { alert, input, planned, everyoneBecause, wait, passesCaps: passesCaps(told) !== null, now });
  });
}

interface Plan {
  alert: Alert;
  input: PlanInput;
  planned: readonly Planned[];
  everyoneBecause: string | null;
  wait: Wait | null;
  passesCaps: boolean;
  now: Date;
}

async function write(unit: Unit, plan: Plan): Promise<Counts> {
  const { alert, input, planned, wait, now } = plan;
  const rows = await unit.db
    .insert(notifications)
    .values(
      planned.map((one) => ({
        ...rowOf(one, plan),
        ...occasionOf(alert, input),
        correlationId: unit.correlationId,
        createdAt: now,
      })),
    )
    .onConflictDoNothing()
    .returning({
      channel: notifications.channel,
      recipient: notifications.recipient,
      status: notifications.status,
      dueAt: notifications.nextAttemptAt,
    });
  const counts = { queued: countOf("queued"), held: countOf("held"), skipped: countOf("skipped") };
  if (rows.length === 0) return counts;
  unit.tell.timeline({
    alertId: alert.id,
    kind: "notified",
    message: [
      describePlan(input.occasion, planned),
      ...(plan.everyoneBecause === null ? [] : [plan.everyoneBecause]),
    ].join("; "),
    details: { occasion: input.occasion, decisions: planned.map(decisionOf) },
  });
  await supersedeHeld(unit, {
    alert,
    occasion: input.occasion,
    told: rows.filter(({ status }) => status === "queued"),
  });
  await noteNotice(unit, { alert, occasion: input.occasion, planned, wait });
  wakeChannels(unit, rows);
  return counts;

  function countOf(status: string): number {
    return rows.filter((row) => row.status === status).length;
  }
}

/** One wake-up for each channel and instant at which rows are due. */
function wakeChannels(unit: Unit, rows: readonly { channel: string; dueAt: Date | null }[]): void {
  const wakes = new Map<string, { channel: string; dueAt: string }>();
  for (const { channel, dueAt } of rows) {
    if (dueAt === null) continue;
    const data = { channel, dueAt: dueAt.toISOString() };
    wakes.set(`${data.channel} ${data.dueAt}`, data);
  }
  for (const data of wakes.values()) unit.tell.outbox({ name: "notification/planned", data });
}

function occasionOf(alert: Alert, { occasion, severity }: PlanInput) {
  return { alertId: alert.id, alertTriggeredAt: alert.triggeredAt, occasion, severity };
}

function rowOf(planned: Planned, { passesCaps: passes, now }: Plan) {
  const { recipient, channel, decision, gates } = planned;
  const why = { name: recipient.name, gate: decidingGate(planned), gates, ...(passes && { passesCaps: true }) };
  const row = { recipient: recipient.key, channel, reason: decision.reason, decision: why };
  switch (decision.kind) {
    case "send":
      return { ...row, status: "queued", nextAttemptAt: now, dueAt: now };
    case "hold":
      return { ...row, status: "held", nextAttemptAt: decision.until, dueAt: decision.until };
    case "skip":
      return { ...row, status: "skipped", nextAttemptAt: null, dueAt: null };
  }
}

function decisionOf({ recipient, channel, decision }: Planned) {
  return { channel, recipient: recipient.key, name: recipient.name, decision: decision.kind, reason: decision.reason };
}
