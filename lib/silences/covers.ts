import type { Labels } from "@/lib/kernel/labels";
import { matchesAll } from "@/lib/kernel/matchers";
import { type Severity, severityRank } from "@/lib/kernel/severity";
import { hidesUntil, nextOccurrence } from "./occurrences-of";
import type { Silence, SilenceState } from "./schema";

/** What a silence looks at: `labels` as `labelsOf` gives them. */
export interface Coverable {
  labels: Labels;
  severity: Severity;
}

/** Whether a silence is about an alert, at whatever time. Player safety cannot be hidden, and graver alerts pass. */
export function concerns(silence: Pick<Silence, "matchers" | "maxSeverity">, { labels, severity }: Coverable): boolean {
  if (labels.class === "player_safety") return false;
  if (severityRank(severity) > severityRank(silence.maxSeverity)) return false;
  return matchesAll(silence.matchers, labels);
}

/** Until when a silence hides an alert; null when it does not now. */
export function covers(silence: Silence, alert: Coverable, now: Date): Date | null {
  return concerns(silence, alert) ? hidesUntil(silence, now) : null;
}

/** Where a silence stands: `scheduled` while an occurrence is to come and none runs. */
export function stateOf(silence: Silence, now: Date): SilenceState {
  if (silence.endedAt !== null && silence.endedAt <= now) return "ended";
  if (hidesUntil(silence, now) !== null) return "active";
  return nextOccurrence(silence, now) === null ? "ended" : "scheduled";
}
