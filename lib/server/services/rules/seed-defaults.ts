import "server-only";
import { insertVersions } from "@/db/queries/rule-versions";
import { toRule, toRuleRow } from "@/db/queries/rules";
import { alertRules } from "@/db/schema";
import { actorName } from "@/lib/access/schema";
import { DEFAULT_RULES, defaultRule } from "@/lib/rules/defaults";
import { ruleToBody } from "@/lib/rules/wire";
import type { Context } from "@/lib/server/context";

/** Adds the rules the house ships, by name; those there already stay as an admin left them. Returns the names added. */
export async function seedDefaultRules(ctx: Context): Promise<string[]> {
  return ctx.unit(async (unit) => {
    const rows = await unit.db
      .insert(alertRules)
      .values(DEFAULT_RULES.map((rule) => ({ ...toRuleRow(defaultRule(rule)), isDefault: true })))
      .onConflictDoNothing()
      .returning();
    const written = { change: "created" as const, changedBy: actorName(unit.actor), changedAt: unit.now() };
    const rules = rows.map(toRule);
    await insertVersions(
      unit.db,
      rules.map((rule) => ({ ...written, ruleId: rule.id, version: rule.version, body: ruleToBody(rule) })),
    );
    for (const { id, name } of rules) {
      unit.tell.audit({ action: "rule/created", subject: `rule:${id}`, details: { name, by: "the house's defaults" } });
    }
    return rules.map(({ name }) => name);
  });
}
