import type { Occasion } from "@/lib/notifications/schema";
import type { EscalationTarget, TakenStep } from "./schema";

/**
 * Whom an occasion is for: an escalation those of the step that was taken with it; every other, and one that is told late,
 * all whom the steps named since the alert began.
 */
export function targetsOf({ level, targets, soFar }: TakenStep, occasion: Occasion): readonly EscalationTarget[] {
  return occasion === `escalated:${level}` ? targets : soFar;
}
