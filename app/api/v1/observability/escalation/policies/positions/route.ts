import { PositionsBody } from "@/lib/escalation/body";
import { endpoint } from "@/lib/server/endpoint";
import { orderPolicies } from "@/lib/server/services/escalation/order-policies";

export const PUT = endpoint({ permission: "house:admin", body: PositionsBody }, (ctx, { body }) =>
  orderPolicies(ctx, body),
);
