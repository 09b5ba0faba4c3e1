import "server-only";
import { listActivePolicies } from "@/db/queries/escalation";
import { listOverrides, listRotations } from "@/db/queries/on-call";
import { listSilences } from "@/db/queries/silences";
import { addMs, DAY_MS } from "@/lib/kernel/time";
import type { World } from "@/lib/replay/simulation";
import type { Context } from "@/lib/server/context";
import { findGrouping } from "@/lib/server/services/alerts/grouping";
import { lastResort } from "@/lib/server/services/escalation/policy";
import { type DeliverySettings, loadHouse } from "@/lib/server/services/notifications/load-house";

/** How far back an instant may lie: overrides and silences that were over before are not asked. */
const LOOK_BACK_DAYS = 35;

/**
 * Everything that decides who is told, as it is now. Inhibitions are left out: they depend on other alerts, and those that
 * are open now say nothing of another instant.
 */
export async function loadWorld(ctx: Context, settings?: DeliverySettings): Promise<World> {
  const since = addMs(ctx.now(), -LOOK_BACK_DAYS * DAY_MS);
  return {
    house: settings === undefined ? await loadHouse(ctx) : await loadHouse(ctx, settings),
    policies: await listActivePolicies(ctx.db),
    lastResort: lastResort(),
    rotations: await listRotations(ctx.db),
    overrides: await listOverrides(ctx.db, since),
    grouping: await findGrouping(ctx.db),
    hiders: { silences: await listSilences(ctx.db, since), inhibitions: [], others: [] },
  };
}
