import { NOTIFICATION_STATUSES, type NotificationStatus } from "./schema";

/** What came of a decision, as somebody asks who wants to know why they were or were not told. */
export const OUTCOME_KINDS = ["told", "held", "not-told"] as const;
export type OutcomeKind = (typeof OUTCOME_KINDS)[number];

const KIND: Record<NotificationStatus, OutcomeKind> = {
  queued: "held",
  held: "held",
  sending: "held",
  delivered: "told",
  skipped: "not-told",
  failed: "not-told",
};

/** `held` until it is delivered or given up. */
export function kindOfOutcome(status: NotificationStatus): OutcomeKind {
  return KIND[status];
}

/** The statuses that count as this. */
export function statusesOf(kind: OutcomeKind): NotificationStatus[] {
  return NOTIFICATION_STATUSES.filter((status) => KIND[status] === kind);
}
