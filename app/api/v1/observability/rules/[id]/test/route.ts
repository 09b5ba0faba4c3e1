import { RuleParams } from "@/lib/rules/requests";
import { endpoint } from "@/lib/server/endpoint";
import { tryStoredRule } from "@/lib/server/services/rules/try-rule";

export const POST = endpoint({ permission: "brands:admin", params: RuleParams }, (ctx, { params }) =>
  tryStoredRule(ctx, params.id),
);
