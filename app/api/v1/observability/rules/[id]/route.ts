import { ExpectedVersionQuery, RuleParams, SentRule } from "@/lib/rules/requests";
import { endpoint } from "@/lib/server/endpoint";
import { changeRule } from "@/lib/server/services/rules/change";
import { readRule } from "@/lib/server/services/rules/read";
import { removeRule } from "@/lib/server/services/rules/remove";

export const GET = endpoint({ permission: "status:read", params: RuleParams }, (ctx, { params }) =>
  readRule(ctx, params.id),
);

export const PUT = endpoint(
  { permission: "brands:admin", params: RuleParams, body: SentRule },
  (ctx, { params, body }) => changeRule(ctx, { ruleId: params.id, sent: body }),
);

export const DELETE = endpoint(
  { permission: "brands:admin", params: RuleParams, query: ExpectedVersionQuery },
  (ctx, { params, query }) => removeRule(ctx, { ruleId: params.id, expectedVersion: query.version }),
);
