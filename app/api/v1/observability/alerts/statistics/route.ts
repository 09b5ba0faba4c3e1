import { listCounted } from "@/db/queries/alerts";
import { StatisticsQuery } from "@/lib/alerts/requests";
import { statistics } from "@/lib/alerts/statistics";
import { HOUR_MS, windowBefore } from "@/lib/kernel/time";
import { endpoint } from "@/lib/server/endpoint";

export const GET = endpoint({ permission: "status:read", query: StatisticsQuery }, async (ctx, { query }) => {
  const window = windowBefore(query.at ?? ctx.now(), query.hours * HOUR_MS);
  const alerts = await listCounted(ctx.db, ctx.scope, { ...window, brand: query.brand });
  return statistics(alerts, query.hours);
});
