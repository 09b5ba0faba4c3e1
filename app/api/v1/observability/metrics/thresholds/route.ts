import { AsOf } from "@/lib/kernel/as-of";
import { ThresholdChanges } from "@/lib/rules/change-thresholds";
import { endpoint } from "@/lib/server/endpoint";
import { changeThresholds } from "@/lib/server/services/metrics/change-thresholds";
import { thresholdViolations } from "@/lib/server/services/metrics/thresholds";

export const GET = endpoint({ permission: "status:read", query: AsOf }, (ctx, { query }) =>
  thresholdViolations(ctx, query),
);

/** A part may be sent alone; null takes a threshold back to its default. */
export const PUT = endpoint({ permission: "house:admin", body: ThresholdChanges }, (ctx, { body }) =>
  changeThresholds(ctx, body),
);
