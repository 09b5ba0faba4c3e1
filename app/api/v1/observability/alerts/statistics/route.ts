import { StatisticsQuery } from "@/lib/alerts/requests";
import { endpoint } from "@/lib/server/endpoint";
import { alertStatistics } from "@/lib/server/services/alerts/count";

export const GET = endpoint({ permission: "status:read", query: StatisticsQuery }, (ctx, { query }) =>
  alertStatistics(ctx, query),
);
