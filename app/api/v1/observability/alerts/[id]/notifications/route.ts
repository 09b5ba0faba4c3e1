import { z } from "zod";
import { IntegerId } from "@/lib/kernel/id";
import { endpoint } from "@/lib/server/endpoint";
import { readDecisions } from "@/lib/server/services/people/read-decisions";

/** Whom an alert was told by what, whom not, and every gate on the way. */
export const GET = endpoint({ permission: "status:read", params: z.object({ id: IntegerId }) }, (ctx, { params }) =>
  readDecisions(ctx, params.id),
);
