import type { Severity } from "@/lib/kernel/severity";
import { HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";

/** Within what a person should answer: L's severity meanings, and five minutes of ours for an emergency. */
export const ANSWER_WITHIN_MS: Record<Severity, number | null> = {
  info: null,
  warning: 4 * HOUR_MS,
  critical: 15 * MINUTE_MS,
  emergency: 5 * MINUTE_MS,
};

interface Answerable {
  severity: Severity;
  triggeredAt: Date;
  acknowledgedAt: Date | null;
  resolvedAt: Date | null;
  autoResolved: boolean;
}

/** `due` counts alerts that were answered or whose time has passed; the share is in 0…1, null where none was due. */
export interface AnsweredInTime {
  limit_seconds: number | null;
  due: number;
  in_time: number;
  share: number | null;
}

/**
 * How many alerts of each severity a person answered in time, by acknowledging or resolving. One that ended by itself
 * before its time asked for no answer; one that is still within it is not counted yet.
 */
export function answeredInTime(alerts: readonly Answerable[], now: Date): Record<Severity, AnsweredInTime> {
  const of = (severity: Severity): AnsweredInTime => {
    const limit = ANSWER_WITHIN_MS[severity];
    if (limit === null) return { limit_seconds: null, due: 0, in_time: 0, share: null };
    const answers = alerts.filter((alert) => alert.severity === severity).map((alert) => answerOf(alert, limit, now));
    const due = answers.filter((answer) => answer !== "not due").length;
    const inTime = answers.filter((answer) => answer === "in time").length;
    return { limit_seconds: limit / SECOND_MS, due, in_time: inTime, share: due === 0 ? null : inTime / due };
  };
  return { info: of("info"), warning: of("warning"), critical: of("critical"), emergency: of("emergency") };
}

function answerOf(alert: Answerable, limitMs: number, now: Date): "in time" | "late" | "not due" {
  const answeredAt = alert.acknowledgedAt ?? (alert.autoResolved ? null : alert.resolvedAt);
  const took = (answeredAt ?? alert.resolvedAt ?? now).getTime() - alert.triggeredAt.getTime();
  if (took > limitMs) return "late";
  return answeredAt === null ? "not due" : "in time";
}
