import { assertNever } from "@/lib/kernel/errors";
import { addMs, DAY_MS } from "@/lib/kernel/time";
import type { Alert, AlertStatus, Outcome, Snooze } from "./schema";

/** What can be done to an alert that leaves its status and severity as they are. */
export const AMENDMENTS = ["snooze", "unsnooze", "assign", "comment", "outcome"] as const;
export type AmendmentName = (typeof AMENDMENTS)[number];

/** Which of them each status takes. Printed in docs/state-machine.md, which a test compares. */
export const AMENDABLE: Record<AlertStatus, readonly AmendmentName[]> = {
  triggered: AMENDMENTS,
  acknowledged: AMENDMENTS,
  escalated: AMENDMENTS,
  resolved: ["comment", "outcome"],
};

/** Nobody can look away from an alert for longer. */
export const LONGEST_SNOOZE_MS = 7 * DAY_MS;

/** `lengthMs` counts from now; a snooze needs a length, an instant or `untilWorse`, and may have the last beside another. */
export type Amendment =
  | { command: "snooze"; lengthMs: number | null; until: Date | null; untilWorse: boolean }
  | { command: "unsnooze" }
  | { command: "assign"; to: { id: number; name: string } | null }
  | { command: "comment"; text: string }
  | { command: "outcome"; outcome: Outcome | null };

type Amendable = Pick<Alert, "status" | "severity" | "class" | "snooze" | "assignedTo" | "outcome">;

/** What changes, or why nothing does; `field` is the one of the request that is at fault. */
export type Amended =
  | { kind: "amended"; change: Partial<Pick<Alert, "snooze" | "assignedTo" | "outcome">> }
  | { kind: "refused"; code: "conflict" | "forbidden" | "invalid"; reason: string; field?: string };

type Refused = Extract<Amended, { kind: "refused" }>;

const refuse = (reason: string): Refused => ({ kind: "refused", code: "conflict", reason });

/** Snoozes, assigns, judges or comments on an alert, for `by`. */
export function amend(alert: Amendable, amendment: Amendment, by: string, now: Date): Amended {
  const refused = refusalOfAmendment(alert, amendment.command);
  if (refused !== null) return refused;
  switch (amendment.command) {
    case "snooze":
      return snoozed(alert, amendment, by, now);
    case "unsnooze":
      return alert.snooze === null
        ? refuse("The alert is not snoozed, so there is nothing to take back.")
        : { kind: "amended", change: { snooze: null } };
    case "assign":
      return assigned(alert, amendment.to);
    case "outcome":
      return alert.outcome === amendment.outcome
        ? refuse(`The alert is already marked ${amendment.outcome ?? "as neither useful nor noise"}.`)
        : { kind: "amended", change: { outcome: amendment.outcome } };
    case "comment":
      return { kind: "amended", change: {} };
    default:
      return assertNever(amendment);
  }
}

/** Why nobody can do this to the alert as it stands; null where it can be tried. */
export function refusalOfAmendment(alert: Pick<Alert, "status" | "class">, name: AmendmentName): Refused | null {
  if (!AMENDABLE[alert.status].includes(name)) {
    return refuse(`The alert is ${alert.status}, which is its end: it cannot be ${PAST[name]}.`);
  }
  if (name !== "snooze" || alert.class !== "player_safety") return null;
  const reason = "An alert about the safety of players cannot be snoozed: acknowledge it, or resolve it.";
  return { kind: "refused", code: "forbidden", reason };
}

const PAST: Record<AmendmentName, string> = {
  snooze: "snoozed",
  unsnooze: "woken",
  assign: "assigned",
  comment: "commented on",
  outcome: "judged",
};

function snoozed(alert: Amendable, wish: Extract<Amendment, { command: "snooze" }>, by: string, now: Date): Amended {
  const until = wish.lengthMs === null ? wish.until : addMs(now, wish.lengthMs);
  const field = wish.lengthMs === null ? "until" : "minutes";
  if (until !== null && until <= now) return invalid(field, "expected an instant to come, such as in 30 minutes");
  if (until !== null && until.getTime() - now.getTime() > LONGEST_SNOOZE_MS)
    return invalid(field, "expected at most 7 days from now, such as tomorrow at 08:00");
  if (until === null && !wish.untilWorse)
    return invalid("minutes", "expected how long, such as 30, or until_worse: true");
  const snooze: Snooze = {
    until: until?.toISOString() ?? null,
    worseThan: wish.untilWorse ? alert.severity : null,
    by,
  };
  return { kind: "amended", change: { snooze } };
}

function assigned({ assignedTo }: Amendable, to: { id: number; name: string } | null): Amended {
  if (assignedTo?.id === to?.id) {
    return refuse(to === null ? "The alert is assigned to nobody." : `The alert is already assigned to ${to.name}.`);
  }
  return { kind: "amended", change: { assignedTo: to } };
}

function invalid(field: string, reason: string): Refused {
  return { kind: "refused", code: "invalid", reason: `${field}: ${reason}`, field };
}
