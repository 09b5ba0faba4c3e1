import "server-only";
import type { HeldNotification } from "@/db/queries/held-notifications";
import { titleOf } from "@/lib/notifications/compose/facts";
import type { HeldAlert } from "@/lib/preferences/quiet-report";

/** Each alert once, with the channels of its rows, in the order of the rows. */
export function heldAlerts(rows: readonly HeldNotification[]): HeldAlert[] {
  const firsts = new Map([...rows].reverse().map((row) => [row.alert.id, row]));
  return [...firsts.values()].reverse().map((first) =>
    answerOf(
      first,
      rows.filter(({ alert }) => alert.id === first.alert.id),
    ),
  );
}

function answerOf({ alert }: HeldNotification, held: readonly HeldNotification[]): HeldAlert {
  const told = held.filter(({ status }) => status !== "skipped" && status !== "failed");
  return {
    alert_id: alert.id,
    title: titleOf(alert),
    severity: alert.severity,
    status: alert.status,
    held_at: new Date(Math.min(...held.map(({ heldAt }) => heldAt.getTime()))).toISOString(),
    resolved_at: alert.resolvedAt?.toISOString() ?? null,
    taken_by: alert.acknowledgedBy,
    channels: [...new Set(told.map(({ channel }) => channel))],
  };
}
