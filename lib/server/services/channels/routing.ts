import "server-only";
import { listRules } from "@/db/queries/rules";
import type { Routing } from "@/lib/notifications/house";
import { ROUTING_FLOORS } from "@/lib/notifications/routing";
import { applyRouting, changedFloors, type RoutingBody } from "@/lib/notifications/routing-wire";
import { ROUTING_KEY, RoutingSetting } from "@/lib/notifications/settings";
import type { Context } from "@/lib/server/context";
import {
  changeHouseSetting,
  type HouseSetting,
  type PresentSetting,
  readHouseSetting,
  resetHouseSetting,
} from "./house-setting";

const ROUTING: HouseSetting<Routing> = {
  key: ROUTING_KEY,
  schema: RoutingSetting,
  fallback: ROUTING_FLOORS,
  noun: "routing",
  called: "the routing",
};

/** From which severity each channel hears, the defaults beside it, and which rules use channels of their own instead. */
export async function readRouting(ctx: Context) {
  return answerOf(ctx, await readHouseSetting(ctx, ROUTING));
}
export type RoutingWire = Awaited<ReturnType<typeof readRouting>>;

/** @throws AppError `conflict` with the present routing where somebody changed it since it was read. */
export async function changeRouting(ctx: Context, body: RoutingBody): Promise<RoutingWire> {
  const changed = await changeHouseSetting(ctx, ROUTING, {
    apply: (before) => applyRouting(before, body),
    readAt: body.updated_at,
    present: floorsOf,
  });
  return answerOf(ctx, changed);
}

export async function resetRouting(ctx: Context): Promise<RoutingWire> {
  await resetHouseSetting(ctx, ROUTING);
  return readRouting(ctx);
}

async function answerOf(ctx: Context, present: PresentSetting<Routing>) {
  const rules = (await listRules(ctx.db)).filter(({ channels }) => channels !== null);
  return {
    ...floorsOf(present),
    defaults: ROUTING_FLOORS,
    is_default: changedFloors(present.value).length === 0,
    rules_with_own_channels: rules.map(({ id, name, channels }) => ({ id, name, channels })),
  };
}

function floorsOf({ value, updatedAt, updatedBy }: PresentSetting<Routing>) {
  return { ...value, updated_at: updatedAt?.toISOString() ?? null, updated_by: updatedBy ?? null };
}
