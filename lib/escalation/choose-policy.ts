import type { Labels } from "@/lib/kernel/labels";
import { type Matcher, matchesAll } from "@/lib/kernel/matchers";
import type { Severity } from "@/lib/kernel/severity";
import type { EscalationPolicy } from "./schema";

/** What a policy is chosen by. */
export interface Escalated {
  ruleName: string;
  metric: string;
  severity: Severity;
  labels: Labels;
}

/** The first policy whose matchers an alert meets, in the order given; the last resort where none does. */
export function choosePolicy(
  policies: readonly EscalationPolicy[],
  alert: Escalated,
  lastResort: EscalationPolicy,
): EscalationPolicy {
  return policies.find(({ matchers }) => meets(matchers, alert)) ?? lastResort;
}

function meets(matchers: readonly Matcher[], { ruleName, metric, severity, labels }: Escalated): boolean {
  return matchesAll(matchers, { ...labels, rule: ruleName, metric, severity });
}
