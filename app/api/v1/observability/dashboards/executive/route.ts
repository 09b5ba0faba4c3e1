import { ExecutiveQuery } from "@/lib/dashboards/schema";
import { endpoint } from "@/lib/server/endpoint";
import { executiveDashboard } from "@/lib/server/services/dashboards/executive";

export const GET = endpoint({ permission: "executive:read", query: ExecutiveQuery }, (ctx, { query }) =>
  executiveDashboard(ctx, query),
);
