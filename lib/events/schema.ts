import { z } from "zod";
import { Severity } from "@/lib/kernel/severity";

const alertFacts = {
  alertId: z.number().int(),
  severity: Severity,
  ruleName: z.string(),
  brand: z.string().nullable(),
  /** When the policy's next step is due; null where none is, absent in events of an earlier release. */
  escalatesAt: z.iso.datetime().nullish(),
};

/**
 * What the outbox may hold and the engine hears: domain events, `noun/past-verb`. Every event carries the correlation id
 * of the request or run that caused it.
 */
export const DOMAIN_EVENTS = {
  "alert/triggered": z.object(alertFacts),
  /** `version` is the alert's then, and names the occasion. */
  "alert/acknowledged": z.object({ ...alertFacts, version: z.number().int() }),
  "alert/escalated": z.object({ ...alertFacts, level: z.number().int(), isManual: z.boolean() }),
  "alert/resolved": z.object({ ...alertFacts, autoResolved: z.boolean() }),
  /** Its level rose; `version` is the alert's then, and names the occasion. */
  "alert/worsened": z.object({ ...alertFacts, version: z.number().int() }),
  /** What hid it has ended and it still burns; `count` says for the how manieth time. */
  "alert/unmuted": z.object({ ...alertFacts, count: z.number().int() }),
  /** Its acknowledgement was taken back, by hand or by its time-out. */
  "alert/retriggered": z.object({ ...alertFacts, count: z.number().int() }),
  "rule/back-test-requested": z.object({ backTestId: z.number().int() }),
  "measure/requested": z.object({ runId: z.number().int() }),
  /** Something happened to an alert, and its recipients are to be decided: wakes the planner. */
  "occasion/recorded": z.object({}),
  /** Rows wait for a channel: wakes the run that drains it. */
  "notification/planned": z.object({ channel: z.string(), dueAt: z.iso.datetime() }),
  "console/started": z.object({ at: z.iso.datetime() }),
} as const;

/** The events that are occasions of an alert. */
export type AlertEvent = Extract<DomainEvent, { name: `alert/${string}` }>;

export type DomainEventName = keyof typeof DOMAIN_EVENTS;
export type DomainEvent = {
  [Name in DomainEventName]: { name: Name; data: z.infer<(typeof DOMAIN_EVENTS)[Name]> };
}[DomainEventName];
