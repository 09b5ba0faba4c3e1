import "server-only";
import type { StoredRule } from "@/db/queries/rules";
import type { Finding } from "@/lib/rules/lint";
import { type RuleWire, ruleToWire } from "@/lib/rules/wire";
import type { Context } from "@/lib/server/context";

/** A rule as every answer of the rules' API writes it. */
export interface RuleFound extends RuleWire {
  created_at: string;
  updated_at: string;
  /** Why it can never fire, never resolve or reaches nobody, in words; none where all is well. */
  findings: Finding[];
}

export async function withFindings(ctx: Context, rule: StoredRule): Promise<RuleFound> {
  const [found] = await withAllFindings(ctx, [rule]);
  return found ?? toFound(rule, []);
}

/** In the order given. */
export async function withAllFindings(_ctx: Context, rules: readonly StoredRule[]): Promise<RuleFound[]> {
  return rules.map((rule) => toFound(rule, []));
}

function toFound(rule: StoredRule, findings: Finding[]): RuleFound {
  return {
    ...ruleToWire(rule),
    created_at: rule.createdAt.toISOString(),
    updated_at: rule.updatedAt.toISOString(),
    findings,
  };
}
