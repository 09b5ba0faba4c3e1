import { PolicyBody } from "@/lib/escalation/body";
import { endpoint } from "@/lib/server/endpoint";
import { readPolicies } from "@/lib/server/services/escalation/read-policies";
import { createPolicy } from "@/lib/server/services/escalation/save-policy";

export const GET = endpoint({ permission: "status:read" }, (ctx) => readPolicies(ctx));

export const POST = endpoint({ permission: "house:admin", body: PolicyBody, status: 201 }, (ctx, { body }) =>
  createPolicy(ctx, body),
);
