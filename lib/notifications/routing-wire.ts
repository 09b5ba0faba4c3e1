import { z } from "zod";
import { Severity } from "@/lib/kernel/severity";
import { CHANNELS, type Channel } from "@/lib/rules/schema";
import type { Routing } from "./house";
import { ROUTING_FLOORS } from "./routing";

/** Channels whose floor an admin may change: the log hears of everything, and the console is no channel. */
export const ROUTED = CHANNELS.filter((channel) => channel !== "log");

const FLOOR = z.enum(Severity.options, "expected info, warning, critical or emergency, such as warning");

/** What an answer says beside the floors; sent back it is ignored. */
const READ_ONLY = ["defaults", "is_default", "updated_at", "updated_by", "rules_with_own_channels"];

/**
 * What may be sent: one floor per channel, each by itself. `updated_at` is the version it was read with; where it is sent
 * and no longer the present one, the change is refused.
 */
export const RoutingBody = z
  .looseObject({
    log: z.literal("info", "the log hears of everything: expected info").optional(),
    email: FLOOR.optional(),
    slack: FLOOR.optional(),
    pagerduty: FLOOR.optional(),
    sms: FLOOR.optional(),
    webhook: FLOOR.optional(),
    push: FLOOR.optional(),
    updated_at: z.iso.datetime("expected the updated_at that was read, or null").nullable().optional(),
  })
  .superRefine((body, context) => {
    for (const name of Object.keys(body).filter((key) => !READ_ONLY.includes(key) && !isChannel(key)))
      context.addIssue({ code: "custom", path: [name], message: `no channel: expected one of ${ROUTED.join(", ")}` });
  });
export type RoutingBody = z.infer<typeof RoutingBody>;

function isChannel(name: string): boolean {
  return CHANNELS.some((channel) => channel === name);
}

/** What is sent wins over what is. */
export function applyRouting(before: Routing, body: RoutingBody): Routing {
  return Object.assign(
    { ...before },
    ...ROUTED.map((channel) => (body[channel] === undefined ? {} : { [channel]: body[channel] })),
  );
}

/** Channels that hear from another severity than by default. */
export function changedFloors(routing: Routing): Channel[] {
  return CHANNELS.filter((channel) => routing[channel] !== ROUTING_FLOORS[channel]);
}

/** "slack hears from info instead of warning": what an edit changes, a line for each channel. */
export function describeRoutingChange(before: Routing, after: Routing): string[] {
  return CHANNELS.filter((channel) => before[channel] !== after[channel]).map(
    (channel) => `${channel} hears from ${after[channel]} instead of ${before[channel]}`,
  );
}
