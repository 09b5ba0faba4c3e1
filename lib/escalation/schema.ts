import { z } from "zod";
import { ROLES } from "@/lib/access/schema";
import { Matchers } from "@/lib/kernel/matchers";
import { Severity } from "@/lib/kernel/severity";
import { DAY_MS } from "@/lib/kernel/time";
import { CalendarDay, WeekHours } from "@/lib/kernel/week";
import { isTimeZone } from "@/lib/kernel/zone";
import { CHANNELS } from "@/lib/rules/schema";

const MOST_TARGETS = 20;
const MOST_STEPS = 20;
const MOST_HOLIDAYS = 200;
const MOST_REPEATS = 20;
const ZONE = "expected a time zone, such as Europe/Malta";

/** Whom a step tells. `everyone`: all that the severity's routing tells, as when an alert is raised. */
export const EscalationTarget = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("everyone") }),
  z.object({ kind: z.literal("person"), accountId: z.number().int() }),
  z.object({ kind: z.literal("role"), role: z.enum(ROLES) }),
  /** Who is on call by a rotation when the step is taken; `layer` absent: the first. */
  z.object({ kind: z.literal("rotation"), rotationId: z.number().int(), layer: z.string().optional() }),
  z.object({ kind: z.literal("channel"), channel: z.enum(CHANNELS) }),
]);
export type EscalationTarget = z.infer<typeof EscalationTarget>;

export const EscalationTargets = z
  .array(EscalationTarget)
  .min(1, "expected at least one target: a person, a role, a rotation, a channel or everyone")
  .max(MOST_TARGETS);

/** When a step may be taken, and what is done where its time falls outside. */
export const BusinessHours = z.object({
  zone: z.string().refine(isTimeZone, ZONE),
  hours: WeekHours,
  /** Whole days without business, by the zone's calendar. */
  holidays: z.array(CalendarDay).max(MOST_HOLIDAYS).default([]),
  /** `go_on`: the step is passed over; `wait`: it is taken when business begins; `instead`: at its time, to other targets. */
  outside: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("go_on") }),
    z.object({ kind: z.literal("wait") }),
    z.object({ kind: z.literal("instead"), targets: EscalationTargets }),
  ]),
});
export type BusinessHours = z.infer<typeof BusinessHours>;

export const EscalationStep = z.object({
  /** From the alert's beginning, not from the step before; 0 decides who is told when it is raised. */
  afterMs: z
    .number()
    .int()
    .min(0)
    .max(30 * DAY_MS),
  targets: EscalationTargets,
  /** Whether the alert's severity goes up one step with it. The step at 0 never raises. */
  raisesSeverity: z.boolean(),
  /** null: at any hour. */
  businessHours: BusinessHours.nullable(),
});
export type EscalationStep = z.infer<typeof EscalationStep>;

/** What an alert is escalated by: frozen into it when it is raised, so that an edit changes nobody's running alert. */
export const EscalationPolicy = z.object({
  /** null: the built-in one. */
  id: z.number().int().nullable(),
  name: z.string(),
  version: z.number().int(),
  /** Labels of the alert, its `brand`, `subsystem`, `severity`, `rule`, `metric` and `class` among them. */
  matchers: Matchers,
  /** Severities it begins with; once begun it goes on whatever the severity becomes. */
  severities: z.array(Severity).min(1),
  /** By `afterMs`, each later than the one before. */
  steps: z.array(EscalationStep).min(1).max(MOST_STEPS),
  /** How often all steps come again; the step at 0 with them. */
  repeats: z.number().int().min(0).max(MOST_REPEATS),
  /** From one beginning of the steps to the next; at least until after the last step. Null where nothing repeats. */
  repeatAfterMs: z.number().int().positive().nullable(),
  /** An unresolved alert is triggered again so long after its acknowledgement; null: never. */
  acknowledgementTimeoutMs: z.number().int().positive().nullable(),
});
export type EscalationPolicy = z.infer<typeof EscalationPolicy>;

/** A policy before it has a number; `isActive` false: no alert begins with it. */
export type NewPolicy = Omit<EscalationPolicy, "id" | "version"> & { isActive: boolean };

/** What the house keeps beside a policy. */
export interface Kept {
  isActive: boolean;
  /** Lower is asked first. */
  position: number;
  createdAt: Date;
  updatedAt: Date;
}

/** A policy of the house as it is kept. */
export interface StoredPolicy extends EscalationPolicy, Kept {
  id: number;
}

/** Where an alert stands in its policy. */
export interface Standing {
  policy: EscalationPolicy;
  /** When its steps are counted from: raised, worse, shown again or triggered again. */
  startedAt: Date;
  /** How many of its steps were taken or passed over, repeats counted on; the step at 0 is among them. */
  stepsDone: number;
  /** How long its steps waited for business hours so far: those that follow keep their distance and come so much later. */
  waitedMs: number;
}

/** What the policy does next with an alert, or why nothing. */
export type NextStep =
  | {
      kind: "escalate";
      at: Date;
      /** When it would come without waiting for business hours. */
      plannedAt: Date;
      /** `stepsDone` when it was taken. */
      stepsDone: number;
      targets: readonly EscalationTarget[];
      raisesSeverity: boolean;
      /** `step 2 of Payments`. */
      name: string;
      /** `not acknowledged for 8 min: step 2 of Payments`. */
      words: string;
    }
  | { kind: "none"; because: string };

/** Whom an alert's last step told. Frozen into the alert with its policy, so that who is told late is still told by it. */
export const TakenStep = z.object({
  /** The alert's `escalationLevel` with it; a beginning has that of before. */
  level: z.number().int(),
  /** `step 2 of Payments`, or what told them else. */
  by: z.string(),
  /** Empty where the step rests outside of its business hours. */
  targets: z.array(EscalationTarget),
  /** Of all steps since the beginning, `targets` among them: who hears that it is worse. */
  soFar: z.array(EscalationTarget),
});
export type TakenStep = z.infer<typeof TakenStep>;
