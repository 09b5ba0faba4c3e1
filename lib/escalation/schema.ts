import { z } from "zod";
import { Severity } from "@/lib/kernel/severity";

/** When an unacknowledged alert is escalated by itself. */
export const EscalationPolicy = z.object({
  afterMs: z.number().positive(),
  /** Severities it is for; a step raises the severity by one, so a severity that is not here ends the climb. */
  severities: z.array(Severity),
});
export type EscalationPolicy = z.infer<typeof EscalationPolicy>;

/** What the policy does next with an alert, or why nothing. */
export type NextStep = { kind: "escalate"; at: Date } | { kind: "none"; because: string };
