import "server-only";
import { listOverdueEscalations } from "@/db/queries/alerts";
import { addMs, SECOND_MS } from "@/lib/kernel/time";
import type { Context } from "@/lib/server/context";

/** A run that sleeps to the instant itself is given this long. */
const GRACE_MS = 15 * SECOND_MS;

/** Alerts whose escalation is overdue: no run took it. */
export async function listOverdue(ctx: Context): Promise<number[]> {
  return listOverdueEscalations(ctx.db, addMs(ctx.now(), -GRACE_MS));
}
