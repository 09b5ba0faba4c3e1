import { statusOfSeverity } from "@/components/ui/status";
import { StatusIcon } from "@/components/ui/status-icon";
import { SEVERITIES, type Severity } from "@/lib/kernel/severity";

const WORDS: Record<Severity, readonly [string, string]> = {
  info: ["note", "notes"],
  warning: ["warning", "warnings"],
  critical: ["critical", "critical"],
  emergency: ["emergency", "emergencies"],
};

/** In the bar: how many are open of each severity, the gravest first. */
export function OpenCounts({ bySeverity }: { bySeverity: Record<Severity, number> }) {
  return SEVERITIES.toReversed()
    .filter((severity) => bySeverity[severity] > 0)
    .map((severity) => {
      const status = statusOfSeverity(severity);
      const [one, many] = WORDS[severity];
      return (
        <span key={severity} className={`badge badge-${status}`}>
          <StatusIcon status={status} colour="inherit" />
          {bySeverity[severity]} {bySeverity[severity] === 1 ? one : many}
        </span>
      );
    });
}
