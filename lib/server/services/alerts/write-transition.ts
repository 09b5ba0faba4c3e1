import "server-only";
import { and, eq } from "drizzle-orm";
import { toAlert } from "@/db/queries/alerts";
import { alerts } from "@/db/schema";
import { actorName, personOf } from "@/lib/access/schema";
import type { Alert, NewTimelineEntry, Outcome } from "@/lib/alerts/schema";
import { type AlertCommand, transition } from "@/lib/alerts/transition";
import { assertNever } from "@/lib/kernel/errors";
import { addMs } from "@/lib/kernel/time";
import { describeDuration } from "@/lib/rules/describe";
import type { Unit } from "@/lib/server/context";
import { beginEscalation, standingOf } from "@/lib/server/services/escalation/policy";
import { takeStep } from "@/lib/server/services/escalation/take-step";
import { conflict, lostTo } from "./conflict";
import { endBreach } from "./end-breach";
import { closeGroupIfDone } from "./join-group";
import { alertFacts, announce, auditAlert, tellFeed } from "./tell";

/** One move of an alert and the words that go with it. */
export type Move =
  /** Without a time-out that of the escalation policy holds; null: never triggered again. */
  | { command: "acknowledge"; timeoutMs?: number | null }
  | { command: "resolve"; notes: string | null; outcome?: Outcome | null }
  | { command: "escalate"; reason: string; isManual: boolean }
  | { command: "retrigger"; reason: string | null; isManual: boolean };

/**
 * Moves an alert by compare-and-set and tells of it: timeline, audit, feed, event. Call it inside of a unit.
 * @throws AppError `conflict` with the present status and version, when the move is not allowed or somebody moved it first.
 */
export async function writeTransition(unit: Unit, alert: Alert, move: Move): Promise<Alert> {
  const decided = transition(alert, move.command);
  if (decided.kind === "refused") throw conflict(decided.reason, alert);
  const next: Alert = { ...alert, status: decided.status, version: alert.version + 1 };
  const [row] = await unit.db
    .update(alerts)
    .set({ status: next.status, version: next.version, ...(await fieldsOf(unit, next, move)) })
    .where(and(eq(alerts.id, alert.id), eq(alerts.version, alert.version), eq(alerts.status, alert.status)))
    .returning();
  if (row === undefined) throw await lostTo(unit, alert.id);
  const moved = toAlert(row);
  if (move.command === "resolve") {
    await endBreach(unit, moved);
    await closeGroupIfDone(unit, moved.groupId);
  }
  tellOf(unit, alert, moved, move);
  return moved;
}

/** The columns that only this move writes. */
async function fieldsOf(unit: Unit, next: Alert, move: Move): Promise<Partial<typeof alerts.$inferInsert>> {
  const now = unit.now();
  const by = actorName(unit.actor);
  switch (move.command) {
    case "acknowledge": {
      const { policy } = await standingOf(unit.db, next);
      const timeoutMs = move.timeoutMs === undefined ? policy.acknowledgementTimeoutMs : move.timeoutMs;
      return {
        acknowledgedAt: now,
        acknowledgedBy: by,
        acknowledgedUntil: timeoutMs ? addMs(now, timeoutMs) : null,
        escalatesAt: null,
      };
    }
    case "resolve":
      return {
        resolvedAt: now,
        resolvedBy: by,
        resolutionNotes: move.notes,
        outcome: move.outcome ?? next.outcome,
        snooze: null,
        mute: next.mute?.kind === "snooze" ? null : next.mute,
        acknowledgedUntil: null,
        escalatesAt: null,
      };
    case "escalate":
      return {
        ...(await takeStep(unit, next, move)),
        escalatedAt: now,
        escalationReason: move.reason,
        escalationLevel: next.escalationLevel + 1,
        acknowledgedUntil: null,
      };
    case "retrigger": {
      // Nobody has it: the policy counts from now, as if it had just been raised.
      const { policy } = await standingOf(unit.db, next);
      const escalation = beginEscalation(next, policy, now);
      return {
        ...escalation,
        escalatesAt: next.mute === null ? escalation.escalatesAt : null,
        acknowledgedAt: null,
        acknowledgedBy: null,
        acknowledgedUntil: null,
        retriggers: next.retriggers + 1,
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
    before: auditedOf(before),
    after: auditedOf(alert),
    ...("reason" in move ? { reason: move.reason } : {}),
    ...(move.command === "resolve" ? { notes: move.notes } : {}),
  });
  const facts = alertFacts(alert);
  if (move.command === "acknowledge")
    announce(unit, alert, { name: "alert/acknowledged", data: { ...facts, version: alert.version } });
  if (move.command === "resolve")
    announce(unit, alert, { name: "alert/resolved", data: { ...facts, autoResolved: false } });
  if (move.command === "escalate") {
    const data = { ...facts, level: alert.escalationLevel, isManual: move.isManual };
    announce(unit, alert, { name: "alert/escalated", data });
  }
  if (move.command === "retrigger")
    announce(unit, alert, { name: "alert/retriggered", data: { ...facts, count: alert.retriggers } });
  tellFeed(unit, alert, `alert/${past}`);
}

function auditedOf({ status, severity, outcome, acknowledgedUntil }: Alert) {
  return { status, severity, outcome, acknowledgedUntil: acknowledgedUntil?.toISOString() ?? null };
}

const PAST = {
  acknowledge: "acknowledged",
  escalate: "escalated",
  resolve: "resolved",
  retrigger: "unacknowledged",
} as const satisfies Record<AlertCommand, string>;

function lineOf(unit: Unit, before: Alert, alert: Alert, move: Move): NewTimelineEntry {
  const by = actorName(unit.actor);
  switch (move.command) {
    case "acknowledge":
      return acknowledgedLine(alert, by, move);
    case "resolve": {
      const notes = move.notes === null || move.notes === "" ? "" : `: ${move.notes}`;
      const outcome = move.outcome == null ? "" : `, marked ${move.outcome}`;
      return {
        alertId: alert.id,
        kind: "resolved",
        message: `Resolved by ${by}${outcome}${notes}`,
        details: { notes: move.notes, outcome: alert.outcome },
      };
    }
    case "retrigger": {
      const why = move.reason === null || move.reason === "" ? "" : `: ${move.reason}`;
      const who = move.isManual ? `Acknowledgement taken back by ${by}` : "Acknowledgement timed out";
      return {
        alertId: alert.id,
        kind: "unacknowledged",
        message: `${who}, triggered again${why}`,
        details: { reason: move.reason, manual: move.isManual, had: before.acknowledgedBy },
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
        details: {
          reason: move.reason,
          level: alert.escalationLevel,
          manual: move.isManual,
          person: personOf(unit.actor),
        },
      };
    }
    default:
      return assertNever(move);
  }
}

type Acknowledgement = Move & { command: "acknowledge" };

function acknowledgedLine(alert: Alert, by: string, move: Acknowledgement): NewTimelineEntry {
  const { id, acknowledgedAt, acknowledgedUntil } = alert;
  const timeoutMs = acknowledgedAt && acknowledgedUntil && acknowledgedUntil.getTime() - acknowledgedAt.getTime();
  const whose = move.timeoutMs === undefined ? ", as its escalation policy says" : "";
  const wait = timeoutMs ? `, to be triggered again in ${describeDuration(timeoutMs)} unless resolved${whose}` : "";
  return { alertId: id, kind: "acknowledged", message: `Acknowledged by ${by}${wait}`, details: { timeoutMs } };
}
