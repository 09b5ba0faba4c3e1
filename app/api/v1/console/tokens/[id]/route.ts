import { z } from "zod";
import { IntegerId } from "@/lib/kernel/id";
import { endpoint } from "@/lib/server/endpoint";
import { revokeToken } from "@/lib/server/services/tokens/revoke";

export const DELETE = endpoint(
  { permission: "brands:admin", params: z.object({ id: IntegerId }) },
  async (ctx, { params }) => {
    await revokeToken(ctx, params);
    return { id: params.id };
  },
);
