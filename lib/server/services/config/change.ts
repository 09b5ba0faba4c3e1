import "server-only";
import { listRules } from "@/db/queries/rules";
import { AppError } from "@/lib/kernel/errors";
import { CONFIG_NAMES, type ConfigBody, type ConfigWire, RULE_OF_CONFIG, withThresholds } from "@/lib/rules/config";
import { findFault } from "@/lib/rules/find-fault";
import type { Context } from "@/lib/server/context";
import { saveRule } from "@/lib/server/services/rules/save-rule";
import { readConfig } from "./read";

/**
 * Changes the levels of the rules that are named, all or none, as their own versions with audit.
 * @throws AppError `invalid` where a critical limit would not lie beyond its warning; `conflict` for a rule that is gone.
 */
export async function changeConfig(ctx: Context, { thresholds }: ConfigBody): Promise<ConfigWire> {
  await ctx.unit(async (unit) => {
    const rules = await listRules(unit.db);
    for (const name of CONFIG_NAMES) {
      const sent = thresholds[name];
      if (sent === undefined) continue;
      const field = `thresholds.${name}`;
      const before = rules.find((rule) => rule.name === RULE_OF_CONFIG[name].rule);
      if (before === undefined)
        throw new AppError("conflict", `${field}: its rule ${RULE_OF_CONFIG[name].rule} was deleted.`, { field });
      const rule = { ...before, levels: withThresholds(before, name, sent) };
      if (findFault(rule) !== null)
        throw new AppError(
          "invalid",
          `${field}: the critical limit must lie beyond the warning, such as 0.02 and 0.05`,
          {
            field,
          },
        );
      await saveRule(unit, { before, rule, change: "changed" });
    }
  });
  return readConfig(ctx);
}
