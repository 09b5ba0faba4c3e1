import { SentRule } from "@/lib/rules/requests";
import { endpoint } from "@/lib/server/endpoint";
import { createRule } from "@/lib/server/services/rules/create";
import { listFound } from "@/lib/server/services/rules/list";

export const GET = endpoint({ permission: "status:read" }, (ctx) => listFound(ctx));

export const POST = endpoint({ permission: "brands:admin", body: SentRule, status: 201 }, (ctx, { body }) =>
  createRule(ctx, body),
);
