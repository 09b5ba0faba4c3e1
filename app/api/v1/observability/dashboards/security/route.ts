import { AsOf } from "@/lib/kernel/as-of";
import { endpoint } from "@/lib/server/endpoint";
import { securityDashboard } from "@/lib/server/services/dashboards/security";

export const GET = endpoint({ permission: "security:read", query: AsOf }, (ctx, { query }) =>
  securityDashboard(ctx, query),
);
