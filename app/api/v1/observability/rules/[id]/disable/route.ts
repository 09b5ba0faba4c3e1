import { ExpectedVersion, RuleParams } from "@/lib/rules/requests";
import { endpoint } from "@/lib/server/endpoint";
import { switchRule } from "@/lib/server/services/rules/switch-rule";

export const POST = endpoint(
  { permission: "brands:admin", params: RuleParams, body: ExpectedVersion },
  (ctx, { params, body }) => switchRule(ctx, { ruleId: params.id, to: "disabled", expectedVersion: body.version }),
);
