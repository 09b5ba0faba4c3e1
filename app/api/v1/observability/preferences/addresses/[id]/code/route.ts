import { z } from "zod";
import { IntegerId } from "@/lib/kernel/id";
import { endpoint } from "@/lib/server/endpoint";
import { resendCode } from "@/lib/server/services/preferences/send-code";

export const POST = endpoint(
  { permission: "status:read", params: z.object({ id: IntegerId }) },
  (ctx, { params: { id } }) => resendCode(ctx, { id }),
);
