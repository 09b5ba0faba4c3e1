import "server-only";
import { type Readiness, readinessOf } from "@/lib/notifications/readiness";
import { CHANNELS, type Channel } from "@/lib/rules/schema";
import { env } from "./env";

/** Whether the console could tell anybody by a channel, without touching the channel. */
export function channelReadiness(channel: Channel): Readiness {
  return readinessOf(channel, env());
}

/** Every channel and whether it can be used, for the settings page. */
export function readChannels(): { channel: Channel; isReady: boolean; reason?: string }[] {
  return CHANNELS.map((channel) => {
    const readiness = channelReadiness(channel);
    return readiness.kind === "ready"
      ? { channel, isReady: true }
      : { channel, isReady: false, reason: readiness.reason };
  });
}
