import type { Subsystem } from "@/lib/metrics/schema";

/** In rising order of trouble; `unknown` counts as warning when the worst is sought (requirement H1). */
export const HEALTH_STATES = ["healthy", "unknown", "warning", "critical"] as const;
export type HealthState = (typeof HEALTH_STATES)[number];

/** Whether a subsystem's source was there and answered the last time it was read. */
export type SourceAnswer = "answered" | "missing" | "silent";

/** One subsystem's state with the figure it was judged by; null without data. */
export interface SubsystemHealth {
  status: HealthState;
  value: number | null;
}

export interface SystemHealth {
  overall: HealthState;
  subsystems: Record<Subsystem, SubsystemHealth>;
}

/** Checks of the overall state, counted for ever. */
export interface Uptime {
  checks: number;
  notCritical: number;
}
