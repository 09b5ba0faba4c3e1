import "server-only";
import type { Queryable } from "@/db/client";
import { listPeople, listRecentTellings } from "@/db/queries/notifications";
import { findSetting, findValues } from "@/db/queries/settings";
import { addMs } from "@/lib/kernel/time";
import type { Caps, House } from "@/lib/notifications/house";
import { type ChannelVariables, unreadyChannels } from "@/lib/notifications/readiness";
import { ROUTING_FLOORS } from "@/lib/notifications/routing";
import { CAPS_KEY, CapsSetting, ROUTING_KEY, RoutingSetting } from "@/lib/notifications/settings";
import { DEFAULT_CAPS, longestCapMs } from "@/lib/notifications/throttle";
import { CHANNELS } from "@/lib/rules/schema";
import type { Context } from "@/lib/server/context";
import { env } from "@/lib/server/env";

/** What decides who can be told: the environment, or what a test hands in. */
export type DeliverySettings = ChannelVariables & { EMAIL_TO?: readonly string[] };

/** Everybody and everything a decision asks about, as it is now. */
export async function loadHouse({ db, now }: Context, settings: DeliverySettings = env()): Promise<House> {
  const values = await findValues(db, [CAPS_KEY, ROUTING_KEY]);
  const caps = CapsSetting.optional().parse(values.get(CAPS_KEY)) ?? DEFAULT_CAPS;
  return {
    people: await listPeople(db),
    addresses: settings.EMAIL_TO ?? [],
    unready: unreadyChannels(settings),
    routing: RoutingSetting.optional().parse(values.get(ROUTING_KEY)) ?? ROUTING_FLOORS,
    caps,
    recent: await listRecentTellings(db, {
      channels: CHANNELS.filter((channel) => (caps[channel] ?? []).length > 0),
      since: addMs(now(), -longestCapMs(caps)),
    }),
    canSlackAnywhere: settings.SLACK_BOT_TOKEN !== undefined,
  };
}

/** What each recipient gets at most: as an admin said, or as we ship it. */
export async function loadCaps(db: Queryable): Promise<Caps> {
  return (await findSetting(db, CAPS_KEY, CapsSetting)) ?? DEFAULT_CAPS;
}
