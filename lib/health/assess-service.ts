import { MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import { HEALTH_LIMITS } from "./assess";
import type { HealthState } from "./schema";

/** One line of the service health list (requirement H4). */
export interface ServiceHealth {
  service: string;
  status: HealthState;
  /** What the service took to answer lately; null where that is not known. */
  latencyMs: number | null;
  checkedAt: Date | null;
  /** In words, where the state alone says too little. */
  message: string | null;
}

type Verdict = Pick<ServiceHealth, "status" | "message">;

/** A payment provider by its share of failures, %, against the limit of payments; null while nothing has finished. */
export function assessProvider(failureRate: number | null): Verdict {
  if (failureRate === null) return { status: "unknown", message: "no payment finished in the last hour" };
  const { isHealthy, past } = HEALTH_LIMITS.payments;
  if (isHealthy(failureRate)) return { status: "healthy", message: null };
  return { status: past, message: `${failureRate.toFixed(1)} % of the payments of the last hour failed` };
}

/** Jobs that wait longer than this are late, and longer than that are not being run. */
const LATE_MS = 10 * SECOND_MS;
const STUCK_MS = MINUTE_MS;

interface Workers {
  /** Since the last collection ended its window; null where there was none yet. */
  collectionAgeMs: number | null;
  intervalMs: number;
  /** How long the job that is due longest waits; 0 where none does. */
  lagMs: number;
  /** The engine as this process sees it; null where none was started in it. */
  engine: { isReady: boolean; isHeld: boolean } | null;
}

/** The background workers by what they were to do: the collection every few seconds, and jobs that are due. */
export function assessWorkers({ collectionAgeMs, intervalMs, lagMs, engine }: Workers): Verdict {
  if (engine?.isHeld === false) return { status: "critical", message: "no process runs the jobs" };
  if (engine?.isReady === false) return { status: "warning", message: "the functions are not registered yet" };
  if (collectionAgeMs === null) return { status: "unknown", message: "no collection has run yet" };
  if (collectionAgeMs > 3 * intervalMs + STUCK_MS || lagMs > STUCK_MS) {
    return {
      status: "critical",
      message: `jobs are not being run: the last collection was ${seconds(collectionAgeMs)} ago`,
    };
  }
  if (collectionAgeMs > 3 * intervalMs || lagMs > LATE_MS) {
    return { status: "warning", message: `jobs are late: the last collection was ${seconds(collectionAgeMs)} ago` };
  }
  return { status: "healthy", message: null };
}

/** The outcome of a channel's last delivery attempt. */
export interface LastAttempt {
  outcome: string;
  durationMs: number;
  at: Date;
  response: string | null;
}

/** A channel by its circuit and its last attempt; one that cannot be used says why. `outage`: why its provider takes nothing. */
export function assessChannel(
  notConfigured: string | null,
  last: LastAttempt | null,
  outage: string | null = null,
): Verdict {
  if (notConfigured !== null) return { status: "unknown", message: notConfigured };
  if (outage !== null) return { status: "critical", message: `failing: ${outage}` };
  if (last === null) return { status: "unknown", message: "configured; nothing was sent by it yet" };
  if (last.outcome === "delivered") return { status: "healthy", message: null };
  const status = last.outcome === "retry" ? "warning" : "critical";
  return { status, message: `the last message was not delivered: ${last.response ?? "no answer"}` };
}

function seconds(ms: number): string {
  return `${Math.round(ms / SECOND_MS)} s`;
}
