import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { notifications } from "@/db/schema";
import type { Alert } from "@/lib/alerts/schema";
import type { Occasion } from "@/lib/notifications/schema";
import { supersedes } from "@/lib/notifications/supersede";
import type { Unit } from "@/lib/server/context";

/** An alert that waited and is told now for a graver reason need not be told again when its wait ends. */
export async function supersedeHeld(
  unit: Unit,
  {
    alert,
    occasion,
    told,
  }: { alert: Alert; occasion: Occasion; told: readonly { channel: string; recipient: string }[] },
): Promise<void> {
  const reason = supersedes(occasion);
  if (reason === null) return;
  for (const channel of new Set(told.map((row) => row.channel))) {
    const recipients = told.filter((row) => row.channel === channel).map(({ recipient }) => recipient);
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
        ),
      );
  }
}
