import type { AlertGroup, Grouping } from "@/lib/alerts/group";
import type { Alert } from "@/lib/alerts/schema";
import { isAtLeast, type Severity, severityRank } from "@/lib/kernel/severity";
import { addMs, MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import { utcMinute } from "./compose/facts";
import type { Planned } from "./house";
import { kindOf, type Occasion } from "./schema";

/*
 * When an alert of a group is told. A group's row holds two instants, and only planning moves them, under the row's lock:
 * `toldAt`, when somebody beside the log was last told at once, and `nextNoticeAt`, for when rows were last held. Its last
 * notice is the later of the two that has passed; rows held for one instant leave as one message.
 */

/** Until when an alert waits to be told with others. `by` says what made it wait. */
export interface Wait {
  until: Date;
  reason: string;
  by: "group" | "cap";
}

interface Waiting {
  alert: Pick<Alert, "class" | "capUntil">;
  occasion: Occasion;
  severity: Severity;
  /** Null for an alert without one; `gravest` is the highest severity its notices have named. */
  group: (Pick<AlertGroup, "title" | "toldAt" | "nextNoticeAt"> & { gravest: Severity | null }) | null;
  grouping: Pick<Grouping, "wait_seconds" | "interval_minutes">;
  /** Of its rule; null where the rule is gone. */
  maxAlertsPerHour: number | null;
}

/**
 * Whether an alert waits, and until when: the later of its group's next notice and the end of its rule's cap. Player
 * safety never waits, nor does any occasion but the raising: escalated, worsened, unmuted and retriggered are told at once.
 */
export function waitOf(waiting: Waiting, now: Date): Wait | null {
  const { alert, occasion, maxAlertsPerHour } = waiting;
  if (alert.class === "player_safety" || kindOf(occasion) !== "triggered") return null;
  const ofGroup = groupWaitOf(waiting, now);
  const { capUntil } = alert;
  if (capUntil === null || capUntil <= now || (ofGroup !== null && ofGroup.until > capUntil)) return ofGroup;
  const cap = maxAlertsPerHour === null ? "its rule's alerts" : `${maxAlertsPerHour} alerts`;
  return {
    until: capUntil,
    reason: `over ${cap} an hour: told with the others, at ${utcMinute(capUntil)} at the latest`,
    by: "cap",
  };
}

function groupWaitOf({ severity, group, grouping }: Waiting, now: Date): Wait | null {
  if (group === null || severity === "emergency") return null;
  const { gravest, toldAt, nextNoticeAt, title } = group;
  const isGrave = isAtLeast(severity, "critical");
  if (gravest === null ? isGrave : severityRank(severity) > severityRank(gravest)) return null;
  const wait = (until: Date): Wait | null =>
    until <= now ? null : { until, reason: `told with its group ${title} at ${utcMinute(until)}`, by: "group" };
  if (nextNoticeAt !== null && nextNoticeAt > now) return wait(nextNoticeAt);
  const soonest = addMs(now, isGrave ? 0 : grouping.wait_seconds * SECOND_MS);
  const last = latest(toldAt, nextNoticeAt);
  return wait(last === null ? soonest : later(soonest, addMs(last, grouping.interval_minutes * MINUTE_MS)));
}

/** What planning makes of the group's instants: null where nothing was told or held beside the log. */
export function moveNotice(
  { planned, wait }: { planned: readonly Pick<Planned, "channel" | "decision">[]; wait: Wait | null },
  now: Date,
): { toldAt?: Date; nextNoticeAt?: Date } | null {
  const people = planned.filter(({ channel }) => channel !== "log");
  const isTold = people.some(({ decision }) => decision.kind === "send");
  const isHeld = wait?.by === "group" && people.some(({ decision }) => decision.kind === "hold");
  if (!isTold && !isHeld) return null;
  return { ...(isTold ? { toldAt: now } : {}), ...(isHeld ? { nextNoticeAt: wait.until } : {}) };
}

function later(a: Date, b: Date): Date {
  return a > b ? a : b;
}

function latest(a: Date | null, b: Date | null): Date | null {
  if (a === null || b === null) return a ?? b;
  return later(a, b);
}
