import { z } from "zod";
import { IntegerId } from "@/lib/kernel/id";
import { endpoint } from "@/lib/server/endpoint";
import { deliverTest } from "@/lib/server/services/notifications/deliver-test";

/** Answers after the attempt, with the push service's word. */
export const POST = endpoint(
  { permission: "status:read", params: z.object({ id: IntegerId }) },
  (ctx, { params: { id } }) => deliverTest(ctx, { channel: "push", browserId: id }),
);
