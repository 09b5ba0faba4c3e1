import { listAlerts } from "@/db/queries/alerts";
import { HistoryQuery } from "@/lib/alerts/requests";
import { alertToWire } from "@/lib/alerts/wire";
import { endpoint } from "@/lib/server/endpoint";

export const GET = endpoint({ permission: "status:read", query: HistoryQuery }, async (ctx, { query }) => {
  const { status, severity, at, to, limit, offset, ...rest } = query;
  const filter = { ...rest, to: to ?? at, status: status && [status], severity: severity && [severity], limit, offset };
  const { alerts, total } = await listAlerts(ctx.db, ctx.scope, filter);
  return { total, limit, offset, alerts: alerts.map(alertToWire) };
});
