import "server-only";
import { listOverdueNoticeChannels } from "@/db/queries/notices";
import { listOverdueChannels } from "@/db/queries/overdue-channels";
import { addMs, SECOND_MS } from "@/lib/kernel/time";
import type { Channel } from "@/lib/rules/schema";
import type { Context } from "@/lib/server/context";

/** A run that sleeps to a retry itself is given this long. */
const GRACE_MS = 15 * SECOND_MS;

/** Wakes a run for each channel with messages that were due and that nobody took. */
export async function wakeOverdue(ctx: Context): Promise<Channel[]> {
  const before = addMs(ctx.now(), -GRACE_MS);
  const ofAlerts = await listOverdueChannels(ctx.db, before);
  const found = [...new Set([...ofAlerts, ...(await listOverdueNoticeChannels(ctx.db, before))])];
  if (found.length === 0) return [];
  return ctx.unit(async (unit) => {
    const dueAt = unit.now().toISOString();
    for (const channel of found) unit.tell.outbox({ name: "notification/planned", data: { channel, dueAt } });
    return found;
  });
}
