import type { Severity } from "@/lib/kernel/severity";

/** How well something is, from best to worst; `unk` is unknown, stale or late. Shape, word and colour all follow it. */
export const STATUSES = ["ok", "info", "unk", "warn", "crit", "emer"] as const;
export type Status = (typeof STATUSES)[number];

/** The word where nothing more specific is known ("Failing", "Slow", "Below"). */
export const STATUS_WORDS: Record<Status, string> = {
  ok: "OK",
  info: "Info",
  unk: "Unknown",
  warn: "Warning",
  crit: "Critical",
  emer: "Emergency",
};

const BY_SEVERITY: Record<Severity, Status> = { info: "info", warning: "warn", critical: "crit", emergency: "emer" };

export function statusOfSeverity(severity: Severity): Status {
  return BY_SEVERITY[severity];
}

/** The worst of several; `ok` of none. */
export function worstStatus(statuses: readonly Status[]): Status {
  return statuses.reduce<Status>((worst, status) => (rank(status) > rank(worst) ? status : worst), "ok");
}

function rank(status: Status): number {
  return STATUSES.indexOf(status);
}
