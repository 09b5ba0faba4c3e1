import "server-only";
import { eq, sql } from "drizzle-orm";
import { alertRules, ruleStates } from "@/db/schema";
import type { Alert } from "@/lib/alerts/schema";
import type { Unit } from "@/lib/server/context";

/**
 * An alert resolved by hand: its rule begins anew for that series, and raises no other before the cooldown has passed,
 * even if the condition still holds.
 */
export async function endBreach({ db, now }: Unit, alert: Alert): Promise<void> {
  await db
    .update(ruleStates)
    .set({
      phase: "inactive",
      since: null,
      alertId: null,
      level: null,
      memory: sql`${ruleStates.memory} || '{"held": {}, "clear": {}}'::jsonb`,
      cooldownUntil: sql`${now().toISOString()}::timestamptz + ${alertRules.cooldownMinutes} * interval '1 minute'`,
      version: sql`${ruleStates.version} + 1`,
    })
    .from(alertRules)
    .where(sql`${alertRules.id} = ${ruleStates.ruleId} and ${eq(ruleStates.alertId, alert.id)}`);
}
