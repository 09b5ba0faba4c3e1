import "server-only";
import type { Queryable } from "@/db/client";
import { findSetting, saveSetting } from "@/db/queries/settings";
import { actorName } from "@/lib/access/schema";
import { DEFAULT_GROUPING, Grouping } from "@/lib/alerts/group";
import type { Context } from "@/lib/server/context";

const KEY = "grouping";

/** What alerts are grouped by, and how long their notices wait. */
export async function findGrouping(db: Queryable): Promise<Grouping> {
  return (await findSetting(db, KEY, Grouping)) ?? DEFAULT_GROUPING;
}

/** Changes what is named and keeps the rest. Open groups keep the key they were opened with. */
export async function changeGrouping(ctx: Context, changes: Partial<Grouping>): Promise<Grouping> {
  return ctx.unit(async (unit) => {
    const before = await findGrouping(unit.db);
    const after = Grouping.parse({ ...before, ...changes });
    await saveSetting(unit.db, { key: KEY, value: after, updatedBy: actorName(unit.actor), updatedAt: unit.now() });
    unit.tell.audit({ action: "grouping/changed", subject: "setting:grouping", details: { before, after } });
    return after;
  });
}
