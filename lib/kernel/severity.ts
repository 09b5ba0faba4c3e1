import { z } from "zod";

/** In rising order: the index is the rank (info 0 … emergency 3). */
export const SEVERITIES = ["info", "warning", "critical", "emergency"] as const;
export const Severity = z.enum(SEVERITIES);
export type Severity = z.infer<typeof Severity>;

export function severityRank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}

export function isAtLeast(severity: Severity, floor: Severity): boolean {
  return severityRank(severity) >= severityRank(floor);
}

/** One step up; emergency stays emergency. */
export function raiseSeverity(severity: Severity): Severity {
  return SEVERITIES[severityRank(severity) + 1] ?? "emergency";
}
