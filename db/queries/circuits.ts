import { and, eq, gt, isNotNull, lte, or } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { channelCircuits, notifications } from "@/db/schema";
import { addMs } from "@/lib/kernel/time";
import { type Circuit, CLOSED, LONGEST_PROBE_WAIT_MS } from "@/lib/notifications/circuit";
import { Channel } from "@/lib/rules/schema";

const { channel: channelColumn, openedAt, probeAt } = channelCircuits;

/** The circuits of all channels that have one; a channel that is left out has not failed yet. */
export async function listCircuits(db: Queryable): Promise<Map<Channel, Circuit>> {
  const rows = await db.select().from(channelCircuits);
  return new Map(rows.map((row) => [Channel.parse(row.channel), toCircuit(row)]));
}

export async function findCircuit(db: Queryable, channel: Channel): Promise<Circuit> {
  const [row] = await db.select().from(channelCircuits).where(eq(channelColumn, channel));
  return row === undefined ? CLOSED : toCircuit(row);
}

/** A channel's circuit, which nobody else moves until the transaction ends. */
export async function lockCircuit(db: Queryable, channel: Channel): Promise<Circuit> {
  await db.insert(channelCircuits).values({ channel }).onConflictDoNothing();
  const [row] = await db.select().from(channelCircuits).where(eq(channelColumn, channel)).for("update");
  return row === undefined ? CLOSED : toCircuit(row);
}

export async function saveCircuit(db: Queryable, channel: Channel, circuit: Circuit): Promise<void> {
  const { recent, ...columns } = circuit;
  await db
    .update(channelCircuits)
    .set({ ...columns, recent: [...recent] })
    .where(eq(channelColumn, channel));
}

/**
 * Takes the right to probe, so that one message goes and no second one beside it: until `until`, or until its outcome is
 * noted. An instant beyond the longest wait was written by a clock that has been set back, and counts as passed.
 */
export async function claimProbe(
  db: Queryable,
  { channel, now, until }: { channel: Channel; now: Date; until: Date },
): Promise<boolean> {
  const claimed = await db
    .update(channelCircuits)
    .set({ probeAt: until })
    .where(
      and(
        eq(channelColumn, channel),
        isNotNull(openedAt),
        or(lte(probeAt, now), gt(probeAt, addMs(now, 2 * LONGEST_PROBE_WAIT_MS))),
      ),
    )
    .returning({ channel: channelColumn });
  return claimed.length > 0;
}

/** What waits for another attempt is due now: the provider takes messages again. */
export async function releaseBacklog(db: Queryable, channel: Channel, now: Date): Promise<void> {
  await db
    .update(notifications)
    .set({ nextAttemptAt: now, leasedUntil: null })
    .where(and(eq(notifications.channel, channel), eq(notifications.status, "queued")));
}

function toCircuit({ channel: _, ...row }: typeof channelCircuits.$inferSelect): Circuit {
  return row;
}
