import "server-only";
import { countDelivered } from "@/db/queries/count-delivered";
import type { InsertedNotification } from "@/db/queries/insert-notifications";
import { deliveryAttempts } from "@/db/schema";
import { composeLogLine } from "@/lib/notifications/compose/log-line";
import { writeLogLine } from "@/lib/server/channels/log";
import type { Unit } from "@/lib/server/context";
import { alertLink } from "./alert-link";
import type { OccasionPlan } from "./write-plan";

/** The receipt of a line of the log. */
export const LOGGED = "written to the log";

/**
 * Writes the log's lines of a batch and their records. Before the commit: a crash between the two writes a line again, and
 * loses none.
 */
export async function writeLogLines(
  unit: Unit,
  plans: readonly OccasionPlan[],
  inserted: readonly InsertedNotification[],
): Promise<void> {
  const logged = inserted.filter(({ channel, status }) => channel === "log" && status === "delivered");
  if (logged.length === 0) return;
  const now = unit.now();
  for (const { alertId, occasion } of logged) {
    const found = plans.find((one) => one.alert.id === alertId && one.occasion === occasion);
    if (found === undefined) continue;
    const alert = { ...found.alert, severity: found.severity };
    const { correlationId } = found.stored;
    writeLogLine(
      unit.log,
      alert.severity,
      composeLogLine({ alert, occasion, link: alertLink(alert.id), correlationId }),
    );
    unit.tell.timeline({
      alertId,
      kind: "attempt",
      message: `log delivered: ${LOGGED}`,
      details: { channel: "log", recipient: "channel", attempt: 1, occasion, response: LOGGED },
    });
  }
  await unit.db.insert(deliveryAttempts).values(
    logged.map(({ id, alertId }) => ({
      notificationId: id,
      alertId,
      channel: "log",
      attempt: 1,
      at: now,
      outcome: "delivered",
      durationMs: 0,
      response: LOGGED,
    })),
  );
  await countDelivered(
    unit.db,
    logged.map(({ alertId }) => ({ alertId, channel: "log" as const, isDelivered: true })),
  );
}
