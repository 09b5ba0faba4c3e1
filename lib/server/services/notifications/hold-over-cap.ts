import "server-only";
import type { TakenNotification } from "@/db/queries/due-notifications";
import { holdDue } from "@/db/queries/leases";
import { listRecentTellings } from "@/db/queries/notifications";
import { addMs } from "@/lib/kernel/time";
import type { RowsOf } from "@/lib/notifications/bundles-of";
import { type Cap, tellingKey } from "@/lib/notifications/house";
import { kindOf } from "@/lib/notifications/schema";
import { fullUntil, longestCapMs } from "@/lib/notifications/throttle";
import type { Channel } from "@/lib/rules/schema";
import type { Context } from "@/lib/server/context";

/** One message and the rows it carries, first the one that carries it. */
export type Rows = RowsOf<TakenNotification>;

interface Asked {
  channel: Channel;
  caps: readonly Cap[];
  /** As they were taken, in the order they leave. */
  bundles: readonly Rows[];
}

/**
 * Asks the caps again, over what really was sent: planning may have let more through than they allow, such as in a burst.
 * What is over a recipient's cap waits until there is room, with all else that is due to the same recipient, and leaves then
 * as one message. What passes every cap goes. `until`: when the first of them has room; null where none waits.
 */
export async function holdOverCap(
  ctx: Context,
  { channel, caps, bundles }: Asked,
): Promise<{ bundles: readonly Rows[]; until: Date | null }> {
  if (caps.length === 0) return { bundles, until: null };
  const now = ctx.now();
  const recent = await listRecentTellings(ctx.db, {
    channels: [channel],
    since: addMs(now, -longestCapMs({ [channel]: caps })),
    recipients: bundles.map(([{ recipient }]) => recipient),
    besides: bundles.flatMap((rows) => rows.map(({ id }) => id)),
  });
  const within: Rows[] = [];
  let first: Date | null = null;
  for (const rows of bundles) {
    const [{ recipient, attempts }] = rows;
    const full = fullUntil(caps, recent.get(tellingKey(channel, recipient)) ?? [], now);
    // What was tried before had room then.
    if (full === null || attempts > 1 || rows.some(({ passesCaps }) => passesCaps)) {
      within.push(rows);
      const key = tellingKey(channel, recipient);
      if (rows.some(({ occasion }) => kindOf(occasion) !== "acknowledged"))
        recent.set(key, [...(recent.get(key) ?? []), now]);
      continue;
    }
    await ctx.unit(async (unit) => {
      await holdDue(unit.db, { channel, recipient, ids: rows.map(({ id }) => id), ...full, now });
      unit.tell.outbox({ name: "notification/planned", data: { channel, dueAt: full.until.toISOString() } });
    });
    if (first === null || full.until < first) first = full.until;
  }
  return { bundles: within, until: first };
}
