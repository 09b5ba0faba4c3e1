import { AsOf } from "@/lib/kernel/as-of";
import { endpoint } from "@/lib/server/endpoint";
import { currentMetrics } from "@/lib/server/services/metrics/current";

export const GET = endpoint({ permission: "status:read", query: AsOf }, (ctx, { query }) => currentMetrics(ctx, query));
