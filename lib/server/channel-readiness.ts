import "server-only";
import { type Readiness, readinessOf } from "@/lib/notifications/readiness";
import type { Channel } from "@/lib/rules/schema";
import { env } from "./env";

/** Whether the console could tell anybody by a channel, without touching the channel. */
export function channelReadiness(channel: Channel): Readiness {
  return readinessOf(channel, env());
}
