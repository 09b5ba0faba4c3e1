import { z } from "zod";
import { IntegerId } from "@/lib/kernel/id";
import { endpoint } from "@/lib/server/endpoint";
import { removeAddress } from "@/lib/server/services/preferences/remove-address";

export const DELETE = endpoint(
  { permission: "status:read", params: z.object({ id: IntegerId }) },
  (ctx, { params: { id } }) => removeAddress(ctx, { id }),
);
