import "server-only";
import { listRules } from "@/db/queries/rules";
import { rulesAsYaml } from "@/lib/rules/as-yaml";
import type { Context } from "@/lib/server/context";

/** Every rule as the text of a file that an import takes; that it was taken out is audited. */
export async function exportRules(ctx: Context): Promise<string> {
  const rules = await listRules(ctx.db);
  await ctx.unit(async (unit) => {
    unit.tell.audit({ action: "rules/exported", details: { count: rules.length } });
  });
  return rulesAsYaml(rules);
}
