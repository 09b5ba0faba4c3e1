import "server-only";
import { listZones } from "@/db/queries/back-tests";
import { isTimeZone } from "@/lib/kernel/zone";
import { type Reach, reachOf } from "@/lib/replay/reach";
import type { Rule } from "@/lib/rules/schema";
import type { Context } from "@/lib/server/context";
import { env } from "@/lib/server/env";
import { reporting } from "@/lib/server/reporting";
import { type DeliverySettings, loadHouse } from "@/lib/server/services/notifications/load-house";

/** Who would be told of a rule's alerts by the people, preferences and channels of now. */
export async function findReach(ctx: Context, rule: Rule, settings: DeliverySettings = env()): Promise<Reach> {
  const zones = new Map<string, string>(
    (await listZones(ctx.db)).flatMap(({ account, zone }) =>
      zone !== null && isTimeZone(zone) ? [[`account:${account}`, zone]] : [],
    ),
  );
  const house = await loadHouse(ctx, settings);
  return reachOf({ rule, house, zoneOf: (recipient) => zones.get(recipient) ?? reporting().zone }, ctx.now());
}
