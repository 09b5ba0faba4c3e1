import { z } from "zod";
import { PolicyBody } from "@/lib/escalation/body";
import { IntegerId } from "@/lib/kernel/id";
import { endpoint } from "@/lib/server/endpoint";
import { readPolicy } from "@/lib/server/services/escalation/read-policies";
import { removePolicy } from "@/lib/server/services/escalation/remove-policy";
import { changePolicy } from "@/lib/server/services/escalation/save-policy";

const Params = z.object({ id: IntegerId });
const Version = z.object({ version: IntegerId.optional() });

export const GET = endpoint({ permission: "status:read", params: Params }, (ctx, { params }) =>
  readPolicy(ctx, params.id),
);

export const PUT = endpoint({ permission: "house:admin", params: Params, body: PolicyBody }, (ctx, { params, body }) =>
  changePolicy(ctx, { id: params.id, body }),
);

export const DELETE = endpoint(
  { permission: "house:admin", params: Params, query: Version },
  (ctx, { params, query }) => removePolicy(ctx, { id: params.id, version: query.version }),
);
