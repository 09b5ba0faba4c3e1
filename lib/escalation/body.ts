import { z } from "zod";
import { ROLES } from "@/lib/access/schema";
import { Matchers } from "@/lib/kernel/matchers";
import { SEVERITIES } from "@/lib/kernel/severity";
import { MINUTE_MS } from "@/lib/kernel/time";
import { CalendarDay, EndOfHours, TimeOfDay, Weekday } from "@/lib/kernel/week";
import { isTimeZone } from "@/lib/kernel/zone";
import { CHANNELS } from "@/lib/rules/schema";
import { findFaults } from "./find-faults";
import type { EscalationStep, EscalationTarget, NewPolicy } from "./schema";

const MOST_MINUTES = 43_200;
const NAME = 'expected a name, such as "Payments"';
const STEPS =
  'expected 1 to 20 steps, such as [{"after_minutes": 0, "targets": [{"kind": "everyone"}], "raises_severity": false}]';
const TARGETS = 'expected 1 to 20 targets, such as [{"kind": "role", "role": "admin"}]';
const KIND = "expected one of person, role, rotation, channel, everyone";
const OUTSIDE =
  'expected one of {"kind": "go_on"}, {"kind": "wait"}, {"kind": "instead", "targets": [{"kind": "everyone"}]}';
const ZONE = "expected a time zone, such as Europe/Malta";

const id = (example: string) => z.number(example).int(example).positive(example).max(2_147_483_647, example);
const minutes = (example: string) =>
  z.number(example).min(0, example).max(MOST_MINUTES, "expected at most 43200 minutes, which is 30 days, such as 15");
const isOn = z.boolean("expected true or false");
const count = "expected a whole number from 0 to 20, such as 1";

const Target = z
  .discriminatedUnion(
    "kind",
    [
      z.object({ kind: z.literal("everyone") }),
      z.object({ kind: z.literal("person"), account_id: id("expected the id of an account, such as 7") }),
      z.object({ kind: z.literal("role"), role: z.enum(ROLES, `expected one of ${ROLES.join(", ")}`) }),
      z.object({
        kind: z.literal("rotation"),
        rotation_id: id("expected the id of a rotation, such as 2"),
        layer: z.string('expected the name of a layer, such as "First"').min(1).max(60).nullish(),
      }),
      z.object({ kind: z.literal("channel"), channel: z.enum(CHANNELS, `expected one of ${CHANNELS.join(", ")}`) }),
    ],
    KIND,
  )
  .transform((target): EscalationTarget => {
    if (target.kind === "person") return { kind: "person", accountId: target.account_id };
    if (target.kind !== "rotation") return target;
    const { rotation_id: rotationId, layer } = target;
    return { kind: "rotation", rotationId, ...(layer == null ? {} : { layer }) };
  });
const Targets = z.array(Target, TARGETS).min(1, TARGETS).max(20, TARGETS);

const Hours = z
  .object({
    time_zone: z.string(ZONE).max(64, ZONE).refine(isTimeZone, ZONE),
    days: z.array(Weekday, "expected weekdays, such as mon").min(1, "expected at least one weekday, such as mon"),
    from: TimeOfDay,
    to: EndOfHours,
    holidays: z
      .array(CalendarDay, "expected days, such as 2026-12-25")
      .max(200, "expected at most 200 days")
      .default([]),
    outside: z.discriminatedUnion(
      "kind",
      [
        z.object({ kind: z.literal("go_on") }),
        z.object({ kind: z.literal("wait") }),
        z.object({ kind: z.literal("instead"), targets: Targets }),
      ],
      OUTSIDE,
    ),
  })
  .transform(({ time_zone: zone, days, from, to, holidays, outside }) => ({
    zone,
    hours: { days: [...new Set(days)], from, to },
    holidays: [...new Set(holidays)].sort(),
    outside,
  }));

const Step = z
  .object({
    after_minutes: minutes("expected minutes from the alert's beginning, such as 15"),
    targets: Targets,
    raises_severity: isOn.default(false),
    business_hours: Hours.nullish(),
  })
  .transform(
    ({ after_minutes, targets, raises_severity, business_hours }): EscalationStep => ({
      afterMs: Math.round(after_minutes * MINUTE_MS),
      targets,
      raisesSeverity: raises_severity,
      businessHours: business_hours ?? null,
    }),
  );

/** An escalation policy as the API takes it: what a GET gave may be sent back. Read-only fields of a GET are ignored. */
export const PolicyBody = z
  .object({
    name: z
      .string(NAME)
      .trim()
      .min(1, NAME)
      .max(60, "expected at most 60 characters")
      .regex(/^\P{Cc}*$/u, "expected one line"),
    matchers: Matchers.default([]),
    severities: z
      .array(z.enum(SEVERITIES, `expected one of ${SEVERITIES.join(", ")}`), "expected severities, such as critical")
      .min(1, "expected at least one severity, such as critical")
      .default(["critical", "emergency"]),
    steps: z.array(Step, STEPS).min(1, STEPS).max(20, STEPS),
    repeats: z.number(count).int(count).min(0, count).max(20, count).default(0),
    repeat_after_minutes: minutes("expected minutes from one beginning to the next, such as 30").nullish(),
    acknowledgement_timeout_minutes: minutes("expected minutes, such as 60, or null")
      .min(1, "expected at least 1 minute, such as 60, or null")
      .nullish(),
    position: id("expected a place in the order from 1, such as 2").optional(),
    is_active: isOn.default(true),
    version: id("expected the version that was read, such as 3").optional(),
  })
  .transform(({ version, position, ...body }) => ({ policy: toPolicy(body), version, position }))
  .superRefine(({ policy }, context) => {
    for (const { field, message } of findFaults(policy)) {
      context.addIssue({ code: "custom", path: field.split("."), message });
    }
  });
export type PolicyBody = z.infer<typeof PolicyBody>;

interface Read extends Pick<NewPolicy, "name" | "matchers" | "severities" | "steps" | "repeats"> {
  repeat_after_minutes?: number | null | undefined;
  acknowledgement_timeout_minutes?: number | null | undefined;
  is_active: boolean;
}

function toPolicy(body: Read): NewPolicy {
  const { repeat_after_minutes: again, acknowledgement_timeout_minutes: timeout, is_active: isActive, ...same } = body;
  return {
    ...same,
    severities: SEVERITIES.filter((severity) => same.severities.includes(severity)),
    repeatAfterMs: same.repeats === 0 || again == null ? null : Math.round(again * MINUTE_MS),
    acknowledgementTimeoutMs: timeout == null ? null : Math.round(timeout * MINUTE_MS),
    isActive,
  };
}

/** The order in which policies are asked, as the API takes it: every policy's id once. */
export const PositionsBody = z.object({
  ids: z
    .array(id("expected ids of policies, such as [3, 1, 2]"), "expected ids of policies, such as [3, 1, 2]")
    .max(1000, "expected at most 1000 policies"),
});
