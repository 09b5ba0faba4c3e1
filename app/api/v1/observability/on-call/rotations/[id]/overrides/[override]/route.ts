import { z } from "zod";
import { IntegerId } from "@/lib/kernel/id";
import { endpoint } from "@/lib/server/endpoint";
import { removeOverride } from "@/lib/server/services/on-call/override";

const Params = z.object({ id: IntegerId, override: IntegerId });

export const DELETE = endpoint({ permission: "alerts:act", params: Params }, async (ctx, { params }) => {
  await removeOverride(ctx, { rotationId: params.id, overrideId: params.override });
  return { id: params.override };
});
