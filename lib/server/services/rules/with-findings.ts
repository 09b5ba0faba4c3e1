import "server-only";
import type { StoredRule } from "@/db/queries/rules";
import { type Finding, lint } from "@/lib/rules/lint";
import { type RuleWire, ruleToWire } from "@/lib/rules/wire";
import type { Context } from "@/lib/server/context";
import { loadFacts } from "./load-facts";

/** A rule as every answer of the rules' API writes it. */
export interface RuleFound extends RuleWire {
  created_at: string;
  updated_at: string;
  /** Why it can never fire, never resolve or reaches nobody, in words; none where all is well. */
  findings: Finding[];
}

/** Rules with what is odd about each, in the order given. */
export async function withAllFindings(ctx: Context, rules: readonly StoredRule[]): Promise<RuleFound[]> {
  const facts = await loadFacts(ctx, rules);
  return rules.map((rule, index) => {
    const known = facts[index];
    return toFound(rule, known === undefined ? [] : lint(rule, known, ctx.now()));
  });
}

export function toFound(rule: StoredRule, findings: Finding[]): RuleFound {
  return {
    ...ruleToWire(rule),
    created_at: rule.createdAt.toISOString(),
    updated_at: rule.updatedAt.toISOString(),
    findings,
  };
}
