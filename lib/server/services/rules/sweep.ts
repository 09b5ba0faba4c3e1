import "server-only";
import { listActiveRules, listUnjudged } from "@/db/queries/rules";
import { addMs, HOUR_MS } from "@/lib/kernel/time";
import type { Context } from "@/lib/server/context";
import { judge, type Outcome } from "./judge";

/** Samples older than this are history: a rule switched on now does not raise alerts about them. */
const SWEEP_BACK_MS = HOUR_MS;

/**
 * Judges what was recorded and never judged, such as after a crash between the two. Series without new samples stay where
 * they are: missing samples are neither a breach nor clear.
 */
export async function sweepRules(ctx: Context): Promise<Outcome> {
  const rules = await listActiveRules(ctx.db);
  return judge(ctx, await listUnjudged(ctx.db, rules, addMs(ctx.now(), -SWEEP_BACK_MS)));
}
