import { RuleParams } from "@/lib/rules/requests";
import { endpoint } from "@/lib/server/endpoint";
import { readVersions } from "@/lib/server/services/rules/versions";

export const GET = endpoint({ permission: "status:read", params: RuleParams }, (ctx, { params }) =>
  readVersions(ctx, params.id),
);
