import "server-only";
import { and, eq, inArray, lt } from "drizzle-orm";
import type { InsertedNotification } from "@/db/queries/insert-notifications";
import { notifications } from "@/db/schema";
import type { Unit } from "@/lib/server/context";
import type { OccasionPlan } from "./write-plan";

/** An alert that waited and goes out now for a graver reason need not go out again when its wait ends. */
export async function supersedeHeld(
  unit: Unit,
  { alert, plan }: OccasionPlan,
  rows: readonly InsertedNotification[],
): Promise<void> {
  const reason = plan.supersedes;
  const sent = rows.filter(({ status }) => status === "queued" || status === "delivered");
  const [first] = rows;
  if (reason === null || first === undefined) return;
  for (const channel of new Set(sent.map((row) => row.channel))) {
    const recipients = sent.filter((row) => row.channel === channel).map(({ recipient }) => recipient);
    await unit.db
      .update(notifications)
      .set({ status: "skipped", reason, nextAttemptAt: null })
      .where(
        and(
          eq(notifications.alertId, alert.id),
          eq(notifications.alertTriggeredAt, alert.triggeredAt),
          eq(notifications.channel, channel),
          inArray(notifications.recipient, recipients),
          eq(notifications.status, "held"),
          lt(notifications.id, first.id),
        ),
      );
  }
}
