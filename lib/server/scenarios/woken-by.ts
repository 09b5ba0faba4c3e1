import "server-only";
import { DOMAIN_EVENTS } from "@/lib/events/schema";
import { Channel } from "@/lib/rules/schema";

type Woken = { kind: "planner" } | { kind: "channel"; channel: Channel } | { kind: "nobody" };

/** Which of the engine's functions an outbox row wakes, of those that notify people. */
export function wokenBy({ name, data }: { name: string; data: unknown }): Woken {
  if (name === "occasion/recorded") return { kind: "planner" };
  if (name !== "notification/planned") return { kind: "nobody" };
  return { kind: "channel", channel: Channel.parse(DOMAIN_EVENTS[name].parse(data).channel) };
}
