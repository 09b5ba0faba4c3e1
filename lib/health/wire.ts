import { SUBSYSTEMS, type Subsystem } from "@/lib/metrics/schema";
import { uptimePercentage } from "./assess";
import type { SystemHealth, Uptime } from "./schema";

/** L's name of the figure beside each subsystem's status. */
const FIGURE: Record<Subsystem, string> = {
  transactions: "error_rate",
  payments: "failure_rate",
  fraud_detection: "critical_count",
  api: "latency_ms",
  database: "latency_ms",
  cache: "hit_rate",
};

/** The JSON of `health/system` (requirements, section 12). */
export interface SystemHealthWire {
  overall_status: string;
  uptime_percentage: number | null;
  subsystems: Record<string, Record<string, string | number | null>>;
}

export function healthToWire({ overall, subsystems }: SystemHealth, uptime: Uptime): SystemHealthWire {
  return {
    overall_status: overall,
    uptime_percentage: uptimePercentage(uptime),
    subsystems: Object.fromEntries(
      SUBSYSTEMS.map((name) => [name, { status: subsystems[name].status, [FIGURE[name]]: subsystems[name].value }]),
    ),
  };
}
