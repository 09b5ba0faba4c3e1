import "server-only";
import { z } from "zod";
import { DOMAIN_EVENTS } from "@/lib/events/schema";
import { occasionOf } from "@/lib/notifications/occasion-of";
import { Channel } from "@/lib/rules/schema";
import type { PlanInput } from "@/lib/server/services/notifications/plan";

type Told = { kind: "alert"; input: PlanInput } | { kind: "channel"; channel: Channel } | { kind: "nothing" };

const TELLING = [
  "alert/triggered",
  "alert/acknowledged",
  "alert/escalated",
  "alert/worsened",
  "alert/unmuted",
  "alert/retriggered",
  "alert/resolved",
];

/** What the engine's functions make of an outbox row. */
export function occasionOfEvent({ name, data }: { name: string; data: unknown }): Told {
  if (name === "notification/planned")
    return { kind: "channel", channel: Channel.parse(DOMAIN_EVENTS[name].parse(data).channel) };
  if (!TELLING.includes(name)) return { kind: "nothing" };
  const { alertId, severity } = DOMAIN_EVENTS["alert/triggered"].parse(data);
  const occasion = occasionOf({ name, data: z.record(z.string(), z.unknown()).parse(data) });
  return { kind: "alert", input: { alertId, severity, occasion } };
}
