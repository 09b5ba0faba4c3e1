import { AsOf } from "@/lib/kernel/as-of";
import { endpoint } from "@/lib/server/endpoint";
import { completeDashboard } from "@/lib/server/services/dashboards/complete";

export const GET = endpoint({ permission: "security:read", query: AsOf }, (ctx, { query }) =>
  completeDashboard(ctx, query),
);
