import { z } from "zod";
import { IntegerId } from "@/lib/kernel/id";
import { endpoint } from "@/lib/server/endpoint";
import { readRuns } from "@/lib/server/services/measures/list";

const Query = z.object({ alert: IntegerId.optional() });

export const GET = endpoint({ permission: "status:read", query: Query }, (ctx, { query }) =>
  readRuns(ctx, { alertId: query.alert }),
);
