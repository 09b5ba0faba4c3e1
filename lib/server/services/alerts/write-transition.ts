import "server-only";
import { and, eq } from "drizzle-orm";
import { toAlert } from "@/db/queries/alerts";
import { alerts } from "@/db/schema";
import { actorName } from "@/lib/access/schema";
import type { Alert, NewTimelineEntry } from "@/lib/alerts/schema";
import { type AlertCommand, transition } from "@/lib/alerts/transition";
import { nextStep } from "@/lib/escalation/next-step";
import { AppError, assertNever, invariant } from "@/lib/kernel/errors";
import type { Unit } from "@/lib/server/context";
import { escalationPolicy } from "@/lib/server/services/escalation/policy";
import { endBreach } from "./end-breach";
import { alertFacts, auditAlert, tellFeed } from "./tell";

/** One move of an alert and the words that go with it. */
export type Move =
  | { command: "acknowledge" }
  | { command: "resolve"; notes: string | null }
  | { command: "escalate"; reason: string; isManual: boolean };

/**
 * Moves an alert by compare-and-set and tells of it: timeline, audit, feed, event. Call it inside of a unit.
 * @throws AppError `conflict` with the present status and version, when the move is not allowed or somebody moved it first.
 */
export async function writeTransition(unit: Unit, alert: Alert, move: Move): Promise<Alert> {
  const decided = transition(alert, move.command);
  if (decided.kind === "refused") throw conflict(decided.reason, alert);
  const next: Alert = { ...alert, ...decided, version: alert.version + 1 };
  const [row] = await unit.db
    .update(alerts)
    .set({ status: next.status, severity: next.severity, version: next.version, ...fieldsOf(unit, next, move) })
    .where(and(eq(alerts.id, alert.id), eq(alerts.version, alert.version), eq(alerts.status, alert.status)))
    .returning();
  if (row === undefined) throw await lostTo(unit, alert.id);
  const moved = toAlert(row);
  if (move.command === "resolve") await endBreach(unit, moved);
  tellOf(unit, alert, moved, move);
  return moved;
}

/** The columns that only this move writes. */
function fieldsOf(unit: Unit, next: Alert, move: Move): Partial<typeof alerts.$inferInsert> {
  const now = unit.now();
  const by = actorName(unit.actor);
  switch (move.command) {
    case "acknowledge":
      return { acknowledgedAt: now, acknowledgedBy: by, escalatesAt: null };
    case "resolve":
      return { resolvedAt: now, resolvedBy: by, resolutionNotes: move.notes, escalatesAt: null };
    case "escalate": {
      const step = nextStep({ ...next, escalatedAt: now }, escalationPolicy());
      return {
        escalatedAt: now,
        escalationReason: move.reason,
        escalationLevel: next.escalationLevel + 1,
        escalatesAt: step.kind === "escalate" ? step.at : null,
      };
    }
    default:
      return assertNever(move);
  }
}

function tellOf(unit: Unit, before: Alert, alert: Alert, move: Move): void {
  const past = PAST[move.command];
  unit.tell.timeline(lineOf(unit, before, alert, move));
  auditAlert(unit, alert, `alert/${past}`, {
    before: { status: before.status, severity: before.severity },
    after: { status: alert.status, severity: alert.severity },
    ...(move.command === "escalate" ? { reason: move.reason } : {}),
    ...(move.command === "resolve" ? { notes: move.notes } : {}),
  });
  const facts = alertFacts(alert);
  if (move.command === "acknowledge") unit.tell.outbox({ name: "alert/acknowledged", data: facts });
  if (move.command === "resolve") unit.tell.outbox({ name: "alert/resolved", data: { ...facts, autoResolved: false } });
  if (move.command === "escalate") {
    const data = { ...facts, level: alert.escalationLevel, isManual: move.isManual };
    unit.tell.outbox({ name: "alert/escalated", data });
  }
  tellFeed(unit, alert, `alert/${past}`);
}

const PAST = { acknowledge: "acknowledged", escalate: "escalated", resolve: "resolved" } as const satisfies Partial<
  Record<AlertCommand, string>
>;

function lineOf(unit: Unit, before: Alert, alert: Alert, move: Move): NewTimelineEntry {
  const by = actorName(unit.actor);
  switch (move.command) {
    case "acknowledge":
      return { alertId: alert.id, kind: "acknowledged", message: `Acknowledged by ${by}` };
    case "resolve": {
      const notes = move.notes === null ? "" : `: ${move.notes}`;
      return {
        alertId: alert.id,
        kind: "resolved",
        message: `Resolved by ${by}${notes}`,
        details: { notes: move.notes },
      };
    }
    case "escalate": {
      const change =
        before.severity === alert.severity ? `stays ${alert.severity}` : `${before.severity} to ${alert.severity}`;
      const who = move.isManual ? `by ${by}` : "by the escalation policy";
      return {
        alertId: alert.id,
        kind: "escalated",
        message: `Escalated ${who}, ${change}: ${move.reason}`,
        details: { reason: move.reason, level: alert.escalationLevel, manual: move.isManual },
      };
    }
    default:
      return assertNever(move);
  }
}

/** A 409 that tells the caller where the alert stands. */
export function conflict(message: string, { status, version }: Pick<Alert, "status" | "version">): AppError {
  return new AppError("conflict", message, { details: { status, version } });
}

async function lostTo({ db }: Unit, alertId: number): Promise<AppError> {
  const [present] = await db.select().from(alerts).where(eq(alerts.id, alertId));
  invariant(present !== undefined, "an alert that is being moved exists");
  const alert = toAlert(present);
  return conflict(`Somebody was quicker: the alert is ${alert.status} now.`, alert);
}
