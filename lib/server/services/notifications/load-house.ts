import "server-only";
import { listPeople, listRecentTellings } from "@/db/queries/notifications";
import { findSetting } from "@/db/queries/settings";
import { addMs } from "@/lib/kernel/time";
import type { House } from "@/lib/notifications/house";
import { type ChannelVariables, unreadyChannels } from "@/lib/notifications/readiness";
import { ROUTING_FLOORS } from "@/lib/notifications/routing";
import { CAPS_KEY, CapsSetting, ROUTING_KEY, RoutingSetting } from "@/lib/notifications/settings";
import { DEFAULT_CAPS, longestCapMs } from "@/lib/notifications/throttle";
import type { Context } from "@/lib/server/context";
import { env } from "@/lib/server/env";

/** What decides who can be told: the environment, or what a test hands in. */
export type DeliverySettings = ChannelVariables & { EMAIL_TO?: readonly string[] };

/** Everybody and everything a decision asks about, as it is now. */
export async function loadHouse({ db, now }: Context, settings: DeliverySettings = env()): Promise<House> {
  const caps = (await findSetting(db, CAPS_KEY, CapsSetting)) ?? DEFAULT_CAPS;
  return {
    people: await listPeople(db),
    addresses: settings.EMAIL_TO ?? [],
    unready: unreadyChannels(settings),
    routing: (await findSetting(db, ROUTING_KEY, RoutingSetting)) ?? ROUTING_FLOORS,
    caps,
    recent: await listRecentTellings(db, addMs(now(), -longestCapMs(caps))),
    canSlackAnywhere: settings.SLACK_BOT_TOKEN !== undefined,
  };
}
