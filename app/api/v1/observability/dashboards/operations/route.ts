import { AsOf } from "@/lib/kernel/as-of";
import { endpoint } from "@/lib/server/endpoint";
import { operationsDashboard } from "@/lib/server/services/dashboards/operations";

export const GET = endpoint({ permission: "dashboards:read", query: AsOf }, (ctx, { query }) =>
  operationsDashboard(ctx, query),
);
