import { z } from "zod";
import { Instant } from "@/lib/kernel/as-of";
import { IntegerId } from "@/lib/kernel/id";
import { endpoint } from "@/lib/server/endpoint";
import { readShifts } from "@/lib/server/services/on-call/read-shifts";

const Params = z.object({ id: IntegerId });
const Query = z.object({ from: Instant.optional(), to: Instant.optional() });

export const GET = endpoint({ permission: "status:read", params: Params, query: Query }, (ctx, { params, query }) =>
  readShifts(ctx, { id: params.id, ...query }),
);
