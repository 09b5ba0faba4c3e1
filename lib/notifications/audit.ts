import { addMs, MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import type { Channel } from "@/lib/rules/schema";
import type { Occasion } from "./schema";

/** The rule name of the alert that tells of what is unanswered; about itself nothing is ever found. */
export const UNANSWERED = "delivery_unanswered";

/** Runs and the sweep of each minute are given this long. */
export const LATE_MS = 2 * MINUTE_MS;
/** Instants of one step that are told apart. */
const AGREES_MS = SECOND_MS;

/** An open alert that nobody acknowledged and nothing hides, with what its policy says comes next. */
export interface OpenAlert {
  id: number;
  ruleName: string;
  escalatesAt: Date | null;
  next: { kind: "escalate"; at: Date } | { kind: "none"; because: string };
}

/** The messages to one recipient by one channel whose turn has come and that nobody takes. */
export interface WaitingQueue {
  channel: Channel;
  recipient: string;
  /** When the first of them was to be sent, or sent again. */
  since: Date;
  messages: number;
  /** Of the first of them. */
  alertId: number;
}

/** Something happened to an alert and nothing was decided about it. */
export interface Unplanned {
  alertId: number;
  occasion: Occasion;
}

export interface Unanswered {
  kind: "step-missing" | "step-differs" | "step-late" | "message-late" | "unplanned";
  alertId: number;
  words: string;
}

/**
 * What should have happened and did not: an open alert without its policy's next step and without a reason for having none,
 * a step or message long past its time, an occasion nobody was decided about. Hidden and acknowledged alerts are no concern.
 */
export function findUnanswered(
  house: { alerts: readonly OpenAlert[]; queues: readonly WaitingQueue[]; unplanned: readonly Unplanned[] },
  now: Date,
): Unanswered[] {
  const late = addMs(now, -LATE_MS);
  return [
    ...house.alerts.filter(({ ruleName }) => ruleName !== UNANSWERED).flatMap((alert) => stepOf(alert, late) ?? []),
    ...house.queues.filter(({ since }) => since < late).map(queueOf),
    ...house.unplanned.map(({ alertId, occasion }) => ({
      kind: "unplanned" as const,
      alertId,
      words: `alert ${alertId}: nothing was decided about "${occasion}"`,
    })),
  ];
}

function stepOf({ id, escalatesAt, next }: OpenAlert, late: Date): Unanswered | null {
  const found = (kind: Unanswered["kind"], words: string) => ({ kind, alertId: id, words: `alert ${id}: ${words}` });
  if (next.kind === "none") {
    if (escalatesAt === null) return null;
    return found(
      "step-differs",
      `a step is planned for ${utc(escalatesAt)}, and there is none to take (${next.because})`,
    );
  }
  if (escalatesAt === null)
    return found("step-missing", `no step is planned, and its policy has one at ${utc(next.at)}`);
  if (Math.abs(escalatesAt.getTime() - next.at.getTime()) > AGREES_MS)
    return found("step-differs", `its step is planned for ${utc(escalatesAt)}, and its policy says ${utc(next.at)}`);
  return escalatesAt < late ? found("step-late", `its step of ${utc(escalatesAt)} was not taken`) : null;
}

function queueOf({ channel, recipient, since, messages, alertId }: WaitingQueue): Unanswered {
  const way = recipient === "channel" ? channel : `${channel} to ${recipient}`;
  const words =
    messages === 1
      ? `1 message by ${way} was due at ${utc(since)}, and nobody took it`
      : `${messages} messages by ${way} were due at ${utc(since)}, and nobody took them`;
  return { kind: "message-late", alertId, words };
}

/** "2026-11-20 09:00 UTC". */
function utc(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
