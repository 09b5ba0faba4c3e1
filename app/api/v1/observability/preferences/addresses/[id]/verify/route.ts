import { z } from "zod";
import { IntegerId } from "@/lib/kernel/id";
import { CodeBody } from "@/lib/preferences/address-body";
import { endpoint } from "@/lib/server/endpoint";
import { verifyAddress } from "@/lib/server/services/preferences/verify-address";

export const POST = endpoint(
  { permission: "status:read", params: z.object({ id: IntegerId }), body: CodeBody },
  (ctx, { params: { id }, body: { code } }) => verifyAddress(ctx, { id, code }),
);
