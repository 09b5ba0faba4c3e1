import "server-only";
import { listRuleActivity } from "@/db/queries/rule-activity";
import { listRules } from "@/db/queries/rules";
import { describe } from "@/lib/rules/describe";
import type { Finding } from "@/lib/rules/lint";
import { isRuleNarrowedTo, type RuleFacets, serviceOf, severitiesOf, stateOf } from "@/lib/rules/narrow";
import type { Context } from "@/lib/server/context";
import { withAllFindings } from "./with-findings";

/** The rules that the facets leave, each with how it stands and what it raised, as far as the caller may see that. */
export async function listNarrowedRules(ctx: Context, facets: RuleFacets) {
  const rules = await listRules(ctx.db);
  const [found, activity] = await Promise.all([withAllFindings(ctx, rules), listRuleActivity(ctx.db, ctx.scope)]);
  const findings = new Map<number, Finding[]>(found.map(({ id, findings: own }) => [id, own]));
  const rows = rules.flatMap((rule) => {
    const { open = 0, last = null } = activity.get(rule.id) ?? {};
    const own = findings.get(rule.id) ?? [];
    if (!isRuleNarrowedTo({ rule, open, findings: own.length }, facets)) return [];
    return {
      rule: { id: rule.id, rule_name: rule.name, version: rule.version, is_active: rule.isActive },
      matchers: rule.matchers,
      sentence: describe(rule),
      state: stateOf(rule),
      severities: rule.levels.map(({ severity }) => severity),
      findings: own,
      open,
      last: last === null ? null : { id: last.id, at: last.at.toISOString() },
    };
  });
  const services = [...new Set(rules.map(serviceOf))].sort();
  return { rows, total: rules.length, severities: severitiesOf(rules), services };
}
