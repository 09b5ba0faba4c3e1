import type { AlertGroup } from "./group";
import type { Alert } from "./schema";

const iso = (at: Date | null) => at?.toISOString() ?? null;

/** A group as a caller sees it: the alerts of his scope, and until when each waits to be told. */
export interface SeenGroup {
  group: AlertGroup;
  alerts: readonly { alert: Alert; waitsUntil: Date | null }[];
}

/** A group's JSON. `next_notice_at` is when the next of its alerts that wait are told; null when none waits. */
export function groupToWire({ group, alerts }: SeenGroup) {
  const waits = alerts.flatMap(({ waitsUntil }) => (waitsUntil === null ? [] : [waitsUntil]));
  const next = waits.sort((a, b) => a.getTime() - b.getTime())[0] ?? null;
  return {
    id: group.id,
    title: group.title,
    brand: group.brand,
    opened_at: group.openedAt.toISOString(),
    closed_at: iso(group.closedAt),
    told_at: iso(group.toldAt),
    next_notice_at: iso(next),
    alerts: alerts.map(({ alert, waitsUntil }) => ({
      id: alert.id,
      title: typeof alert.details.title === "string" ? alert.details.title : alert.ruleName,
      severity: alert.severity,
      status: alert.status,
      waits_until: iso(waitsUntil),
    })),
  };
}
export type GroupWire = ReturnType<typeof groupToWire>;
