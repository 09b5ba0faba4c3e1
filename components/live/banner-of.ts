import { titleOf } from "@/components/alerts/describe-alert";
import { type Status, statusOfSeverity } from "@/components/ui/status";
import type { AlertWire } from "@/lib/alerts/wire";
import type { LiveStatus } from "@/lib/feed/live";
import type { HealthState } from "@/lib/health/schema";

/** What the banner says: an alert, a subsystem that is unwell without one, nothing known, or that all is well. */
export type LiveBanner =
  | { kind: "alert"; status: Status; title: string; alert: AlertWire; others: number }
  | { kind: "unwell"; status: Status; title: string }
  | { kind: "unknown"; status: "unk"; title: string }
  | { kind: "well"; status: "ok"; title: string; endedAt: string | null };

const BY_HEALTH: Record<HealthState, Status> = { healthy: "ok", unknown: "unk", warning: "warn", critical: "crit" };

/** Figures older than this tell nothing of now. */
export const KNOWN_FOR_MS = 30_000;

/** The worse of the overall health and the open alerts, in words. `now` in epoch milliseconds. */
export function bannerOf(status: LiveStatus, now: number): LiveBanner {
  const [worst] = status.alerts;
  const newest = Math.max(...status.figures.map(({ at }) => (at === null ? 0 : new Date(at).getTime())), 0);
  if (worst !== undefined && worst.severity !== "info") {
    const others = status.alerts.length - 1;
    return { kind: "alert", status: statusOfSeverity(worst.severity), title: titleOf(worst), alert: worst, others };
  }
  if (newest === 0) return { kind: "unknown", status: "unk", title: "Nothing collected yet" };
  if (now - newest > KNOWN_FOR_MS) return { kind: "unknown", status: "unk", title: "The present state is not known" };
  if (status.overall !== "healthy") {
    return { kind: "unwell", status: BY_HEALTH[status.overall], title: unwellTitle(status) };
  }
  const endedAt =
    status.recent
      .map(({ resolved_at }) => resolved_at ?? "")
      .sort()
      .at(-1) ?? "";
  return { kind: "well", status: "ok", title: "All is well", endedAt: endedAt === "" ? null : endedAt };
}

/** "Payments unwell", "Payments and API unwell, no alert raised". */
function unwellTitle({ subsystems }: LiveStatus): string {
  const unwell = Object.entries(subsystems).flatMap(([name, state]) => (state === "healthy" ? [] : [wordOf(name)]));
  const first = unwell.slice(0, 2).join(" and ");
  const more = unwell.length > 2 ? ` and ${unwell.length - 2} more` : "";
  const isUnknown = Object.values(subsystems).every((state) => state === "healthy" || state === "unknown");
  return `${first}${more}: ${isUnknown ? "no data" : "past the limit, no alert yet"}`;
}

const WORDS: Record<string, string> = {
  transactions: "Transactions",
  payments: "Payments",
  fraud_detection: "Fraud detection",
  api: "API",
  database: "Database",
  cache: "Cache",
};

export function wordOf(subsystem: string): string {
  return WORDS[subsystem] ?? subsystem;
}
