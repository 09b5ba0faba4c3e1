import { fingerprint, type Labels } from "@/lib/kernel/labels";
import type { Rule } from "@/lib/rules/schema";

/** Two active alerts never share one: the rule and the series' labels, whatever their order. A rule in shadow has its own. */
export function alertFingerprint({ id, mode }: Pick<Rule, "id" | "mode">, labels: Labels): string {
  return `${mode === "shadow" ? "shadow" : "rule"}:${id}|${fingerprint(labels)}`;
}
