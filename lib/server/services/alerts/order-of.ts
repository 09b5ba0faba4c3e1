import "server-only";
import type { z } from "zod";
import type {
  AcknowledgeBody,
  AssignBody,
  OutcomeBody,
  ResolveBody,
  SnoozeBody,
  UnacknowledgeBody,
} from "@/lib/alerts/requests";
import { MINUTE_MS } from "@/lib/kernel/time";
import type { AlertOrder } from "./command";

type Asked =
  | ({ action: "acknowledge" } & z.infer<typeof AcknowledgeBody>)
  | ({ action: "unacknowledge" } & z.infer<typeof UnacknowledgeBody>)
  | ({ action: "resolve" } & z.infer<typeof ResolveBody>)
  | ({ action: "snooze" } & z.infer<typeof SnoozeBody>)
  | ({ action: "assign" } & z.infer<typeof AssignBody>)
  | ({ action: "outcome" } & z.infer<typeof OutcomeBody>);

/** What a request asks for, as a command: to one alert or to many it is the same. */
export function orderOf(asked: Asked): AlertOrder {
  switch (asked.action) {
    case "acknowledge":
      // Left out, the time-out is the escalation policy's; null is none.
      return asked.timeout_minutes === undefined
        ? { command: "acknowledge" }
        : { command: "acknowledge", timeoutMs: toMs(asked.timeout_minutes) };
    case "unacknowledge":
      return { command: "retrigger", reason: asked.reason ?? null, isManual: true };
    case "resolve":
      return { command: "resolve", notes: asked.notes ?? null, outcome: asked.outcome ?? null };
    case "snooze":
      return {
        command: "snooze",
        lengthMs: toMs(asked.minutes),
        until: asked.until ?? null,
        untilWorse: asked.until_worse,
      };
    case "assign":
      return { command: "assign", accountId: asked.account_id };
    case "outcome":
      return { command: "outcome", outcome: asked.outcome };
  }
}

function toMs(minutes: number | null | undefined): number | null {
  return minutes == null ? null : minutes * MINUTE_MS;
}
