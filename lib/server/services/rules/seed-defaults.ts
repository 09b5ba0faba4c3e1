import "server-only";
import { toRuleRow } from "@/db/queries/rules";
import { alertRules } from "@/db/schema";
import { DEFAULT_RULES, defaultRule } from "@/lib/rules/defaults";
import type { Context } from "@/lib/server/context";

/** Adds the rules the house ships, by name; those there already stay as an admin left them. Returns the names added. */
export async function seedDefaultRules(ctx: Context): Promise<string[]> {
  return ctx.unit(async (unit) => {
    const rows = await unit.db
      .insert(alertRules)
      .values(DEFAULT_RULES.map((rule) => ({ ...toRuleRow(defaultRule(rule)), isDefault: true })))
      .onConflictDoNothing()
      .returning({ id: alertRules.id, name: alertRules.ruleName });
    for (const { id, name } of rows) {
      unit.tell.audit({ action: "rule/created", subject: `rule:${id}`, details: { name, by: "the house's defaults" } });
    }
    return rows.map(({ name }) => name);
  });
}
