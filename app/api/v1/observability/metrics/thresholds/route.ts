import { AsOf } from "@/lib/kernel/as-of";
import { endpoint } from "@/lib/server/endpoint";
import { thresholdViolations } from "@/lib/server/services/metrics/thresholds";

export const GET = endpoint({ permission: "status:read", query: AsOf }, (ctx, { query }) =>
  thresholdViolations(ctx, query),
);
