import { AsOf } from "@/lib/kernel/as-of";
import { endpoint } from "@/lib/server/endpoint";
import { systemDashboard } from "@/lib/server/services/dashboards/system";

export const GET = endpoint({ permission: "dashboards:read", query: AsOf }, (ctx, { query }) =>
  systemDashboard(ctx, query),
);
