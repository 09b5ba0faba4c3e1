import { raiseSeverity, type Severity } from "@/lib/kernel/severity";
import type { AlertStatus } from "./schema";

/** What can be done to an alert. `retrigger` takes an acknowledgement back, by hand or by its time-out. */
export const ALERT_COMMANDS = ["acknowledge", "escalate", "resolve", "retrigger"] as const;
export type AlertCommand = (typeof ALERT_COMMANDS)[number];

/** A1: the whole state machine. An empty place is a refusal. Printed in docs/state-machine.md, which a test compares. */
export const TRANSITIONS: Record<AlertStatus, Partial<Record<AlertCommand, AlertStatus>>> = {
  triggered: { acknowledge: "acknowledged", escalate: "escalated", resolve: "resolved" },
  acknowledged: { escalate: "escalated", resolve: "resolved", retrigger: "triggered" },
  escalated: { acknowledge: "acknowledged", escalate: "escalated", resolve: "resolved" },
  resolved: {},
};

export type Transition =
  | { kind: "moved"; status: AlertStatus; severity: Severity }
  | { kind: "refused"; reason: string };

/** What an alert becomes by a command. Escalation raises the severity one step; emergency stays emergency. */
export function transition(alert: { status: AlertStatus; severity: Severity }, command: AlertCommand): Transition {
  const status = TRANSITIONS[alert.status][command];
  if (status === undefined) return { kind: "refused", reason: refusalOf(alert.status, command) };
  const severity = command === "escalate" ? raiseSeverity(alert.severity) : alert.severity;
  return { kind: "moved", status, severity };
}

const PAST: Record<AlertCommand, string> = {
  acknowledge: "acknowledged",
  escalate: "escalated",
  resolve: "resolved",
  retrigger: "triggered again",
};

function refusalOf(status: AlertStatus, command: AlertCommand): string {
  if (status === "resolved") return `The alert is resolved, which is its end: it cannot be ${PAST[command]}.`;
  if (command === "retrigger") return `Only an acknowledged alert can be triggered again; this one is ${status}.`;
  return `The alert is already ${status}.`;
}
