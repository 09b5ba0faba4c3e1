import { endpoint } from "@/lib/server/endpoint";
import { HistoryQuery, metricHistory } from "@/lib/server/services/metrics/history";

export const GET = endpoint({ permission: "status:read", query: HistoryQuery }, (ctx, { query }) =>
  metricHistory(ctx, query),
);
