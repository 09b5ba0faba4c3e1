import { z } from "zod";
import { IntegerId } from "@/lib/kernel/id";
import { backTestToWire } from "@/lib/replay/wire";
import { endpoint } from "@/lib/server/endpoint";
import { listBackTestsOf } from "@/lib/server/services/back-tests/read";

const Params = z.object({ id: IntegerId });

export const GET = endpoint({ permission: "status:read", params: Params }, async (ctx, { params }) =>
  (await listBackTestsOf(ctx, { ruleId: params.id })).map(backTestToWire),
);
