import "server-only";
import { and, asc, eq, gt, inArray, or } from "drizzle-orm";
import { toAlert } from "@/db/queries/alerts";
import { listInhibitions } from "@/db/queries/inhibitions";
import { listRunning } from "@/db/queries/silences";
import { alerts } from "@/db/schema";
import { ACTIVE_STATUSES, type Alert } from "@/lib/alerts/schema";
import { addMs } from "@/lib/kernel/time";
import type { Context } from "@/lib/server/context";
import type { Hiders } from "@/lib/silences/decide-mute";

/** Everything that could hide an alert now, in every brand: what hides is not narrowed to what the caller sees. */
export async function loadHiders(ctx: Pick<Context, "db" | "now">): Promise<Hiders> {
  const silences = await listRunning(ctx.db, ctx.now());
  const inhibitions = (await listInhibitions(ctx.db)).filter(({ isActive }) => isActive);
  if (inhibitions.length === 0) return { silences, inhibitions, others: [] };
  const lingerMs = Math.max(...inhibitions.map((one) => one.lingerMs));
  const rows = await ctx.db
    .select()
    .from(alerts)
    .where(
      and(
        eq(alerts.isShadow, false),
        or(inArray(alerts.status, [...ACTIVE_STATUSES]), gt(alerts.resolvedAt, addMs(ctx.now(), -lingerMs))),
      ),
    )
    .orderBy(asc(alerts.id));
  return { silences, inhibitions, others: rows.map(toAlert) };
}

/** Every open alert that people could be told of. */
export async function listHideable({ db }: Pick<Context, "db">): Promise<Alert[]> {
  const isOpen = inArray(alerts.status, [...ACTIVE_STATUSES]);
  const rows = await db
    .select()
    .from(alerts)
    .where(and(isOpen, eq(alerts.isShadow, false), eq(alerts.class, "ordinary")))
    .orderBy(asc(alerts.id));
  return rows.map(toAlert);
}
