import "server-only";
import { and, eq } from "drizzle-orm";
import { findAlerts } from "@/db/queries/alerts";
import type { TakenNotification } from "@/db/queries/due-notifications";
import { notifications } from "@/db/schema";
import { decideRelease, type Release } from "@/lib/notifications/bundle";
import type { Channel } from "@/lib/rules/schema";
import type { Context } from "@/lib/server/context";
import type { Rows } from "./hold-over-cap";

/** Looks at held rows again now that their time has come, and ends those that need not be told. Null when none is left. */
export async function releaseBundle(ctx: Context, channel: Channel, rows: Rows): Promise<Rows | null> {
  const alerts = await findAlerts(
    ctx.db,
    ctx.scope,
    rows.map(({ alertId }) => alertId),
  );
  const due = rows.map((row) => ({
    row,
    alert: alerts.get(row.alertId) ?? null,
    wasDelayed: row.wasDelayed,
    isOverCap: row.gate === "cap",
  }));
  const { tell, skip } = decideRelease(due);
  if (skip.length > 0) await endUntold(ctx, channel, skip);
  const [first, ...others] = tell.map(({ row }) => row);
  return first === undefined ? null : [first, ...others];
}

async function endUntold(ctx: Context, channel: Channel, skip: Release<TakenNotification>["skip"]): Promise<void> {
  await ctx.unit(async (unit) => {
    for (const { row, reason } of skip) {
      const [ended] = await unit.db
        .update(notifications)
        .set({ status: "skipped", reason, nextAttemptAt: null, leasedUntil: null })
        .where(
          and(
            eq(notifications.id, row.id),
            eq(notifications.alertTriggeredAt, row.alertTriggeredAt),
            eq(notifications.attempts, row.attempts),
            eq(notifications.status, "sending"),
          ),
        )
        .returning({ decision: notifications.decision });
      if (ended === undefined || reason === GONE) continue;
      const name = typeof ended.decision.name === "string" ? ended.decision.name : row.recipient;
      const way = row.recipient === "channel" ? channel : `${channel} to ${name}`;
      const details = { channel, recipient: row.recipient, occasion: row.occasion, decision: "skip", reason };
      unit.tell.timeline({ alertId: row.alertId, kind: "notified", message: `Not told by ${way}: ${reason}`, details });
    }
  });
}

/** There is no timeline to write it to. */
const GONE = "the alert is gone";
