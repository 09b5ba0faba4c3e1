import { ExpectedVersion, VersionParams } from "@/lib/rules/requests";
import { endpoint } from "@/lib/server/endpoint";
import { restoreRule } from "@/lib/server/services/rules/restore";

export const POST = endpoint(
  { permission: "brands:admin", params: VersionParams, body: ExpectedVersion },
  (ctx, { params, body }) =>
    restoreRule(ctx, { ruleId: params.id, version: params.version, expectedVersion: body.version }),
);
