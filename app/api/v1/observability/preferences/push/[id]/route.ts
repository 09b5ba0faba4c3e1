import { z } from "zod";
import { IntegerId } from "@/lib/kernel/id";
import { endpoint } from "@/lib/server/endpoint";
import { removeBrowser } from "@/lib/server/services/contacts/remove-browser";

export const DELETE = endpoint(
  { permission: "status:read", params: z.object({ id: IntegerId }) },
  (ctx, { params: { id } }) => removeBrowser(ctx, { id }),
);
