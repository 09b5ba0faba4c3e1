import { z } from "zod";
import { DAY_MS, SECOND_MS } from "@/lib/kernel/time";
import type { Channel } from "@/lib/rules/schema";
import type { Cap, Caps } from "./house";

/** Channels a person hears by: a machine is not capped. */
export const CAPPED = ["email", "slack", "sms", "push"] as const satisfies readonly Channel[];
export const MOST_ROWS = 5;
const MOST_MESSAGES = 10_000;

const COUNT = `a whole number from 1 to ${MOST_MESSAGES}, such as 5`;
const PERIOD = "whole seconds from 1 to 86400, such as 900 for 15 minutes";

const CapWire = z.object({
  count: z.number(COUNT).int(COUNT).min(1, COUNT).max(MOST_MESSAGES, COUNT),
  per_seconds: z
    .number(PERIOD)
    .int(PERIOD)
    .min(1, PERIOD)
    .max(DAY_MS / SECOND_MS, PERIOD),
});
export type CapWire = z.infer<typeof CapWire>;

const ROWS = z
  .array(CapWire, 'expected a list of caps, such as [{"count": 5, "per_seconds": 900}]')
  .max(MOST_ROWS, `at most ${MOST_ROWS} caps for a channel`)
  .superRefine((rows, context) => {
    rows.forEach((row, index) => {
      if (rows.slice(0, index).some((other) => other.per_seconds === row.per_seconds))
        context.addIssue({
          code: "custom",
          path: [index, "per_seconds"],
          message: `${row.per_seconds} s stands there already: expected another period, such as ${row.per_seconds * 5}`,
        });
    });
  });

/** What an answer says beside the caps; sent back it is ignored. */
const READ_ONLY = ["defaults", "is_default", "updated_at", "updated_by"];

/** What may be sent: the caps of a channel, all of them or none; a channel that is left out stays as it is. */
export const CapsBody = z
  .looseObject({
    email: ROWS.optional(),
    slack: ROWS.optional(),
    sms: ROWS.optional(),
    push: ROWS.optional(),
    updated_at: z.iso.datetime("expected the updated_at that was read, or null").nullable().optional(),
  })
  .superRefine((body, context) => {
    for (const name of Object.keys(body).filter((key) => !READ_ONLY.includes(key) && !isCapped(key)))
      context.addIssue({ code: "custom", path: [name], message: `has no caps: expected one of ${CAPPED.join(", ")}` });
  });
export type CapsBody = z.infer<typeof CapsBody>;
export type CapsWire = Record<(typeof CAPPED)[number], CapWire[]>;

/** What is sent wins over what is; shortest period first. */
export function applyCaps(before: Caps, body: CapsBody): Caps {
  return Object.fromEntries(
    CAPPED.flatMap((channel): [Channel, Cap[]][] => {
      const sent = body[channel]?.map(({ count, per_seconds }) => ({ count, perMs: per_seconds * SECOND_MS }));
      const caps = sent ?? before[channel] ?? [];
      return caps.length === 0 ? [] : [[channel, [...caps].sort((a, b) => a.perMs - b.perMs)]];
    }),
  );
}

function isCapped(name: string): boolean {
  return CAPPED.some((channel) => channel === name);
}

export function capsToWire(caps: Caps): CapsWire {
  const rows = (channel: Channel) =>
    (caps[channel] ?? []).map(({ count, perMs }) => ({ count, per_seconds: perMs / SECOND_MS }));
  return { email: rows("email"), slack: rows("slack"), sms: rows("sms"), push: rows("push") };
}
