import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { listCircuits } from "@/db/queries/circuits";
import { countWaiting } from "@/db/queries/waiting";
import { alerts } from "@/db/schema";
import { ACTIVE_STATUSES } from "@/lib/alerts/schema";
import { isWorthAlert } from "@/lib/notifications/circuit";
import { CHANNEL_FAILING, describeOutage } from "@/lib/notifications/describe-outage";
import { CHANNELS, type Channel } from "@/lib/rules/schema";
import type { Context } from "@/lib/server/context";
import { commandAlert } from "@/lib/server/services/alerts/command";
import { raiseCustom } from "@/lib/server/services/alerts/raise-custom";

/**
 * Raises an alert for each channel that has taken nothing for a few seconds, which admins get by another channel, and
 * resolves it once messages are taken again.
 */
export async function watchCircuits(ctx: Context, channels: readonly Channel[] = CHANNELS): Promise<void> {
  const circuits = await listCircuits(ctx.db);
  const open = await listOpen(ctx);
  const now = ctx.now();
  for (const channel of channels) {
    const circuit = circuits.get(channel);
    const alertId = open.get(channel);
    if (circuit?.openedAt == null) {
      if (alertId !== undefined) await resolve(ctx, alertId);
    } else if (alertId === undefined && isWorthAlert(circuit, now)) {
      const message = describeOutage({ channel, reason: circuit.reason, waiting: await countWaiting(ctx.db, channel) });
      await raiseCustom(ctx, {
        type: CHANNEL_FAILING,
        severity: "critical",
        message,
        metadata: { channel, since: circuit.openedAt.toISOString() },
        labels: { subsystem: "delivery", channel },
      });
    }
  }
}

async function listOpen({ db }: Context): Promise<Map<string, number>> {
  const rows = await db
    .select({ id: alerts.id, labels: alerts.labels })
    .from(alerts)
    .where(and(eq(alerts.ruleName, CHANNEL_FAILING), inArray(alerts.status, [...ACTIVE_STATUSES])));
  return new Map(rows.map(({ id, labels }) => [labels.channel ?? "", id]));
}

async function resolve(ctx: Context, alertId: number): Promise<void> {
  await commandAlert(ctx, { alertId, move: { command: "resolve", notes: "The channel takes messages again." } });
}
