import type { TimelineWire } from "@/lib/alerts/wire";

/** Whether a person did this, and not a rule, the policy or the console. */
export function isByPerson({ kind, details }: Pick<TimelineWire, "kind" | "details">): boolean {
  switch (kind) {
    case "acknowledged":
    case "comment":
    case "assigned":
    case "snoozed":
    case "outcome":
      return true;
    case "escalated":
    case "unacknowledged":
      return details.manual === true;
    case "resolved":
      return details.auto_resolved !== true;
    default:
      return false;
  }
}
