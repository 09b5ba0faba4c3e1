import "server-only";
import { listZones } from "@/db/queries/back-tests";
import { listPeople } from "@/db/queries/notifications";
import { isTimeZone } from "@/lib/kernel/zone";
import { unreadyChannels } from "@/lib/notifications/readiness";
import { type Reach, reachOf } from "@/lib/replay/reach";
import type { Rule } from "@/lib/rules/schema";
import type { Context } from "@/lib/server/context";
import { env } from "@/lib/server/env";
import { reporting } from "@/lib/server/reporting";
import type { DeliverySettings } from "@/lib/server/services/notifications/plan";

/** Who would be told of a rule's alerts by the people, preferences and channels of now. */
export async function findReach(ctx: Context, rule: Rule, settings: DeliverySettings = env()): Promise<Reach> {
  const people = await listPeople(ctx.db);
  const zones = new Map<string, string>(
    (await listZones(ctx.db)).flatMap(({ account, zone }) =>
      zone !== null && isTimeZone(zone) ? [[`account:${account}`, zone]] : [],
    ),
  );
  const house = { people, addresses: settings.EMAIL_TO ?? [], unready: unreadyChannels(settings) };
  return reachOf({ rule, house, zoneOf: (recipient) => zones.get(recipient) ?? reporting().zone }, ctx.now());
}
