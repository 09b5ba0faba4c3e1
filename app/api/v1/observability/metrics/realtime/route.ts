import { AsOf } from "@/lib/kernel/as-of";
import { endpoint } from "@/lib/server/endpoint";
import { realtimeMetrics } from "@/lib/server/services/metrics/realtime";

export const GET = endpoint({ permission: "status:read", query: AsOf }, (ctx, { query }) =>
  realtimeMetrics(ctx, query),
);
