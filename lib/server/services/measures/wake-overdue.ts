import "server-only";
import { listOverdueRuns } from "@/db/queries/measures";
import { addMs, MINUTE_MS } from "@/lib/kernel/time";
import type { Context } from "@/lib/server/context";

/** A run of the engine that sleeps to a retry is a little late itself. */
const LATE_MS = 2 * MINUTE_MS;

/** Asks anew for runs whose attempt is overdue, such as after a change of engine. @returns which. */
export async function wakeOverdueRuns(ctx: Context): Promise<number[]> {
  return ctx.unit(async (unit) => {
    const runIds = await listOverdueRuns(unit.db, addMs(unit.now(), -LATE_MS));
    for (const runId of runIds) unit.tell.outbox({ name: "measure/requested", data: { runId } });
    return runIds;
  });
}
