import { fingerprint, type Labels } from "@/lib/kernel/labels";

/** Two active alerts never share one: the rule and the series' labels, whatever their order. */
export function alertFingerprint(ruleId: number, labels: Labels): string {
  return `rule:${ruleId}|${fingerprint(labels)}`;
}
