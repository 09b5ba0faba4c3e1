import type { AlertStatus } from "@/lib/alerts/schema";
import type { Severity } from "@/lib/kernel/severity";
import { addMs } from "@/lib/kernel/time";
import { listOf } from "@/lib/rules/describe";
import type { EscalationPolicy, NextStep } from "./schema";

/** N4's default (L's High Alert Response): critical alerts, one severity up after `afterMs` without an acknowledgement. */
export function defaultPolicy(afterMs: number): EscalationPolicy {
  return { afterMs, severities: ["critical"] };
}

/** What the policy does next with an alert, counted from when it was triggered or last escalated. */
export function nextStep(
  alert: { status: AlertStatus; severity: Severity; triggeredAt: Date; escalatedAt: Date | null },
  policy: EscalationPolicy,
): NextStep {
  if (alert.status === "acknowledged") return { kind: "none", because: "acknowledged: somebody has it" };
  if (alert.status === "resolved") return { kind: "none", because: "resolved" };
  if (!policy.severities.includes(alert.severity)) {
    return {
      kind: "none",
      because: `the policy escalates ${listOf(policy.severities)} alerts, and this is ${alert.severity}`,
    };
  }
  return { kind: "escalate", at: addMs(alert.escalatedAt ?? alert.triggeredAt, policy.afterMs) };
}
