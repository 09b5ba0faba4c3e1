import "server-only";
import { and, eq } from "drizzle-orm";
import { insertVersions } from "@/db/queries/rule-versions";
import { alertRules } from "@/db/schema";
import { actorName } from "@/lib/access/schema";
import { AppError } from "@/lib/kernel/errors";
import { ruleToBody } from "@/lib/rules/wire";
import type { Context } from "@/lib/server/context";
import { resolveOfRule } from "@/lib/server/services/alerts/resolve-of-rule";
import { findPresent } from "./find-present";
import { requireOwnBrands } from "./require-own-brands";

/** Deletes a rule. What it has open is resolved; its alerts, its versions and the audit stay. */
export async function removeRule(
  ctx: Context,
  { ruleId, expectedVersion }: { ruleId: number; expectedVersion?: number | undefined },
): Promise<{ id: number; rule_name: string; resolved_alerts: number }> {
  return ctx.unit(async (unit) => {
    const { id, name, version, ...rest } = await findPresent(unit, ruleId, expectedVersion);
    requireOwnBrands(unit, rest);
    const isSame = and(eq(alertRules.id, id), eq(alertRules.version, version));
    // Locked in the order of every evaluation: the rule, its alerts, then with the rule its states.
    const locked = await unit.db.select({ id: alertRules.id }).from(alertRules).where(isSame).for("update");
    if (locked.length === 0) throw new AppError("conflict", "Somebody was quicker: the rule has changed since.");
    const by = actorName(unit.actor);
    const body = ruleToBody({ ...rest, name });
    await insertVersions(unit.db, [
      { ruleId: id, version: version + 1, change: "deleted", changedBy: by, changedAt: unit.now(), body },
    ]);
    unit.tell.audit({ action: "rule/deleted", subject: `rule:${id}`, details: { name, before: body, after: null } });
    const resolved = await resolveOfRule(unit, id, `its rule was deleted by ${by}`);
    await unit.db.delete(alertRules).where(eq(alertRules.id, id));
    return { id, rule_name: name, resolved_alerts: resolved };
  });
}
