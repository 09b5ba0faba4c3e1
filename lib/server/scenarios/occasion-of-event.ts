import "server-only";
import { DOMAIN_EVENTS } from "@/lib/events/schema";
import { Channel } from "@/lib/rules/schema";
import type { PlanInput } from "@/lib/server/services/notifications/plan";

type Told = { kind: "alert"; input: PlanInput } | { kind: "channel"; channel: Channel } | { kind: "nothing" };

/** What the engine's functions make of an outbox row. */
export function occasionOfEvent({ name, data }: { name: string; data: unknown }): Told {
  switch (name) {
    case "alert/triggered": {
      const { alertId, severity } = DOMAIN_EVENTS[name].parse(data);
      return { kind: "alert", input: { alertId, severity, occasion: "triggered" } };
    }
    case "alert/escalated": {
      const { alertId, severity, level } = DOMAIN_EVENTS[name].parse(data);
      return { kind: "alert", input: { alertId, severity, occasion: `escalated:${level}` } };
    }
    case "alert/resolved": {
      const { alertId, severity } = DOMAIN_EVENTS[name].parse(data);
      return { kind: "alert", input: { alertId, severity, occasion: "resolved" } };
    }
    case "notification/planned":
      return { kind: "channel", channel: Channel.parse(DOMAIN_EVENTS[name].parse(data).channel) };
    default:
      return { kind: "nothing" };
  }
}
