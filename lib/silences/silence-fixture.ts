import type { Silence } from "./schema";

/** For tests: brand aurora, up to critical, once from 02:00 to 03:00 UTC on 2026-11-20. */
export function aSilence(changes: Partial<Silence> = {}): Silence {
  return {
    id: 12,
    reason: "wallet maintenance",
    matchers: [{ label: "brand", operator: "=", value: "aurora" }],
    maxSeverity: "critical",
    startsAt: new Date("2026-11-20T02:00:00Z"),
    endsAt: new Date("2026-11-20T03:00:00Z"),
    recurrence: null,
    timeZone: "UTC",
    warnMinutes: 15,
    warnedOf: null,
    createdBy: "Ana",
    endedAt: null,
    endedBy: null,
    extension: null,
    skippedUntil: null,
    version: 1,
    createdAt: new Date("2026-11-19T12:00:00Z"),
    updatedAt: new Date("2026-11-19T12:00:00Z"),
    ...changes,
  };
}
