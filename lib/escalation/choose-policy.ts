import { labelsOf } from "@/lib/alerts/labels-of";
import type { Alert } from "@/lib/alerts/schema";
import { matchesAll } from "@/lib/kernel/matchers";
import type { EscalationPolicy } from "./schema";

/** What a policy is chosen by; an alert that no rule raised has no class of its own. */
export type Escalated = Pick<Alert, "ruleName" | "metric" | "severity" | "labels" | "brand"> &
  Partial<Pick<Alert, "class">>;

/**
 * The first policy whose matchers an alert meets, in the order given; the last resort where none does. An alert is matched by
 * what silences match it by: its labels, and its brand, subsystem, rule, metric, severity and class.
 */
export function choosePolicy(
  policies: readonly EscalationPolicy[],
  alert: Escalated,
  lastResort: EscalationPolicy,
): EscalationPolicy {
  const labels = labelsOf({ class: "ordinary", ...alert });
  return policies.find(({ matchers }) => matchesAll(matchers, labels)) ?? lastResort;
}
