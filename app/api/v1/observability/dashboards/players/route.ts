import { AsOf } from "@/lib/kernel/as-of";
import { endpoint } from "@/lib/server/endpoint";
import { playersDashboard } from "@/lib/server/services/dashboards/players";

export const GET = endpoint({ permission: "executive:read", query: AsOf }, (ctx, { query }) =>
  playersDashboard(ctx, query),
);
