import { listOpenGroups } from "@/db/queries/alert-groups";
import { groupToWire } from "@/lib/alerts/group-wire";
import { AsOf } from "@/lib/kernel/as-of";
import { endpoint } from "@/lib/server/endpoint";

export const GET = endpoint(
  { permission: "status:read", query: AsOf.pick({ brand: true }) },
  async (ctx, { query }) => {
    const groups = await listOpenGroups(ctx.db, ctx.scope, query.brand);
    return groups.map(groupToWire);
  },
);
