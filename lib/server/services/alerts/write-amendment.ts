import "server-only";
import { and, eq } from "drizzle-orm";
import { toAlert } from "@/db/queries/alerts";
import { alerts } from "@/db/schema";
import { actorName } from "@/lib/access/schema";
import { type Amendment, amend } from "@/lib/alerts/amend";
import type { Alert, NewTimelineEntry } from "@/lib/alerts/schema";
import { AppError, assertNever } from "@/lib/kernel/errors";
import { describeDuration } from "@/lib/rules/describe";
import type { Unit } from "@/lib/server/context";
import { loadHiders } from "@/lib/server/services/silences/load-hiders";
import { hideAlert, showAlert } from "@/lib/server/services/silences/write-mute";
import { decideMute } from "@/lib/silences/decide-mute";
import { isSameMute } from "@/lib/silences/same-mute";
import { conflict, lostTo } from "./conflict";
import { auditAlert, tellFeed } from "./tell";

/**
 * Changes what people made of an alert by compare-and-set, and tells of it: timeline, audit, feed. Its status stays. Call
 * it inside of a unit.
 * @throws AppError `conflict` with the present status and version, `forbidden` or `invalid` with the field.
 */
export async function writeAmendment(unit: Unit, alert: Alert, amendment: Amendment): Promise<Alert> {
  const by = actorName(unit.actor);
  const decided = amend(alert, amendment, by, unit.now());
  if (decided.kind === "refused") {
    if (decided.code === "conflict") throw conflict(decided.reason, alert);
    throw new AppError(decided.code, decided.reason, { field: decided.field });
  }
  const amended = amendment.command === "comment" ? alert : await write(unit, alert, { ...decided.change });
  unit.tell.timeline(lineOf(unit, alert, amended, amendment));
  auditAlert(unit, amended, `alert/${PAST[amendment.command]}`, {
    before: auditedOf(alert),
    after: auditedOf(amended),
    ...(amendment.command === "comment" ? { text: amendment.text } : {}),
  });
  tellFeed(unit, amended, `alert/${PAST[amendment.command]}`);
  return "snooze" in decided.change ? settleMute(unit, amended) : amended;
}

/** A snooze hides the alert at once, and no longer once it is taken back; a silence may hide it all the same. */
async function settleMute(unit: Unit, alert: Alert): Promise<Alert> {
  const mute = decideMute(alert, await loadHiders(unit), unit.now());
  if (isSameMute(alert.mute, mute)) return alert;
  const moved = mute === null ? await showAlert(unit, alert, "now") : await hideAlert(unit, alert, mute);
  return moved ?? alert;
}

async function write(unit: Unit, alert: Alert, change: Partial<typeof alerts.$inferInsert>): Promise<Alert> {
  const [row] = await unit.db
    .update(alerts)
    .set({ ...change, version: alert.version + 1 })
    .where(and(eq(alerts.id, alert.id), eq(alerts.version, alert.version), eq(alerts.status, alert.status)))
    .returning();
  if (row === undefined) throw await lostTo(unit, alert.id);
  return toAlert(row);
}

const PAST = {
  snooze: "snoozed",
  unsnooze: "unsnoozed",
  assign: "assigned",
  comment: "commented",
  outcome: "judged",
} as const satisfies Record<Amendment["command"], string>;

function auditedOf({ snooze, assignedTo, outcome }: Alert) {
  return { snooze, assignedTo, outcome };
}

function lineOf(unit: Unit, before: Alert, { id, ...after }: Alert, amendment: Amendment): NewTimelineEntry {
  const by = actorName(unit.actor);
  switch (amendment.command) {
    case "snooze":
      return {
        alertId: id,
        kind: "snoozed",
        message: `Snoozed by ${by} ${describeSnooze(after, unit.now())}`,
        details: { ...after.snooze },
      };
    case "unsnooze":
      return { alertId: id, kind: "snoozed", message: `Snooze taken back by ${by}`, details: { ...before.snooze } };
    case "assign": {
      const whom =
        after.assignedTo === null ? `Taken from ${before.assignedTo?.name}` : `Assigned to ${after.assignedTo.name}`;
      const details = { from: before.assignedTo, to: after.assignedTo };
      return { alertId: id, kind: "assigned", message: `${whom} by ${by}`, details };
    }
    case "outcome": {
      const said = after.outcome === null ? "Mark taken off" : `Marked ${after.outcome}`;
      const details = { from: before.outcome, to: after.outcome };
      return { alertId: id, kind: "outcome", message: `${said} by ${by}`, details };
    }
    case "comment":
      return { alertId: id, kind: "comment", message: amendment.text };
    default:
      return assertNever(amendment);
  }
}

/** "for 30 min, or until it is worse than critical". */
function describeSnooze({ snooze }: Pick<Alert, "snooze">, now: Date): string {
  const time = snooze?.until ? [`for ${describeDuration(new Date(snooze.until).getTime() - now.getTime())}`] : [];
  const worse = snooze?.worseThan ? [`until it is worse than ${snooze.worseThan}`] : [];
  return [...time, ...worse].join(", or ");
}
