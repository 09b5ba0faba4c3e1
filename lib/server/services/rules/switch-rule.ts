import "server-only";
import type { Context } from "@/lib/server/context";
import { findPresent } from "./find-present";
import { type RuleRead, readRule } from "./read";
import { saveRule } from "./save-rule";

interface SwitchInput {
  ruleId: number;
  to: "enabled" | "disabled";
  expectedVersion?: number | undefined;
}

/** Enables or disables a rule; one that is so already stays as it is. */
export async function switchRule(ctx: Context, { ruleId, to, expectedVersion }: SwitchInput): Promise<RuleRead> {
  const saved = await ctx.unit(async (unit) => {
    const before = await findPresent(unit, ruleId, expectedVersion);
    const rule = { ...before, isActive: to === "enabled" };
    return saveRule(unit, { before, rule, change: "changed", action: `rule/${to}` });
  });
  return readRule(ctx, saved.id);
}
