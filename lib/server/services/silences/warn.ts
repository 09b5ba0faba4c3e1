import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { listRunning } from "@/db/queries/silences";
import { alerts, silences } from "@/db/schema";
import { ACTIVE_STATUSES } from "@/lib/alerts/schema";
import { MINUTE_MS } from "@/lib/kernel/time";
import type { Context, Unit } from "@/lib/server/context";
import { brandOf } from "@/lib/silences/brands-of";
import { hidesUntil } from "@/lib/silences/occurrences-of";
import type { Silence } from "@/lib/silences/schema";

/**
 * Warns, once an occurrence, that a silence is about to end while it still hides open alerts: on the feed and in the audit
 * trail. Returns the silences warned of.
 */
export async function warnOfEnds(ctx: Context): Promise<number[]> {
  const now = ctx.now();
  const warned: number[] = [];
  for (const silence of await listRunning(ctx.db, now)) {
    const until = hidesUntil(silence, now);
    if (silence.warnMinutes === null || until === null) continue;
    if (until.getTime() - now.getTime() > silence.warnMinutes * MINUTE_MS) continue;
    if (silence.warnedOf?.getTime() === until.getTime()) continue;
    if (await ctx.unit((unit) => warn(unit, { silence, until }))) warned.push(silence.id);
  }
  return warned;
}

/** False when it hides nothing, or another run warned first. */
async function warn(unit: Unit, { silence, until }: { silence: Silence; until: Date }): Promise<boolean> {
  const hidden = await countHidden(unit, silence.id);
  if (hidden === 0) return false;
  const [taken] = await unit.db
    .update(silences)
    .set({ warnedOf: until })
    .where(
      and(eq(silences.id, silence.id), sql`${silences.warnedOf} is distinct from ${until.toISOString()}::timestamptz`),
    )
    .returning({ id: silences.id });
  if (taken === undefined) return false;
  const facts = { id: silence.id, reason: silence.reason, until: until.toISOString(), hides: hidden };
  const brand = brandOf(silence);
  unit.tell.audit({ action: "silence/ending", subject: `silence:${silence.id}`, brand, details: facts });
  unit.tell.feed({
    topic: "alerts",
    event: "silence:update",
    type: "silence/ending",
    ...(brand === null ? {} : { brand }),
    data: { ...facts, made_by: silence.createdBy },
  });
  return true;
}

async function countHidden({ db }: Unit, silenceId: number): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(alerts)
    .where(
      sql`${alerts.status} in ${[...ACTIVE_STATUSES]} and ${alerts.mute} ->> 'kind' = 'silence'
        and (${alerts.mute} ->> 'id')::int = ${silenceId}`,
    );
  return row?.count ?? 0;
}
