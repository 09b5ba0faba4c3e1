import { listActiveAlerts } from "@/db/queries/alerts";
import { alertToWire } from "@/lib/alerts/wire";
import { AsOf } from "@/lib/kernel/as-of";
import { endpoint } from "@/lib/server/endpoint";

export const GET = endpoint({ permission: "status:read", query: AsOf }, async (ctx, { query }) => {
  const alerts = await listActiveAlerts(ctx.db, ctx.scope, query);
  return alerts.map(alertToWire);
});
