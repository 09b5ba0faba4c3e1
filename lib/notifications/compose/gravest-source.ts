import type { Alert, AlertStatus } from "@/lib/alerts/schema";
import { invariant } from "@/lib/kernel/errors";
import { severityRank } from "@/lib/kernel/severity";

/** What nobody has comes before what somebody has, and what is over comes last. */
const URGENCY: Record<AlertStatus, number> = { triggered: 2, escalated: 2, acknowledged: 1, resolved: 0 };

/** The one a short message names: of what nobody has yet the gravest, of equals the first. */
export function gravestSource<Source extends { alert: Alert }>(sources: readonly Source[]): Source {
  const [first, ...others] = sources;
  invariant(first !== undefined, "a message is about at least one alert");
  return others.reduce((worst, one) => (isGraver(one.alert, worst.alert) ? one : worst), first);
}

function isGraver(one: Alert, other: Alert): boolean {
  const difference = URGENCY[one.status] - URGENCY[other.status];
  return difference > 0 || (difference === 0 && severityRank(one.severity) > severityRank(other.severity));
}
