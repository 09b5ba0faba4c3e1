import { z } from "zod";
import { IntegerId } from "@/lib/kernel/id";
import { endpoint } from "@/lib/server/endpoint";
import { TellingsQuery } from "@/lib/server/services/people/query";
import { readTellings } from "@/lib/server/services/people/read-tellings";

/** Why somebody was, or was not, told of the alerts of the last days: one's own, or anybody's for admins. */
export const GET = endpoint(
  { permission: "status:read", params: z.object({ id: IntegerId }), query: TellingsQuery },
  (ctx, { params: { id }, query }) => readTellings(ctx, { id, query }),
);
