import { z } from "zod";
import { IntegerId } from "@/lib/kernel/id";
import { RotationBody } from "@/lib/on-call/body";
import { rotationToWire } from "@/lib/on-call/wire";
import { endpoint } from "@/lib/server/endpoint";
import { removeRotation } from "@/lib/server/services/on-call/remove-rotation";
import { changeRotation, existingRotation } from "@/lib/server/services/on-call/save-rotation";

const Params = z.object({ id: IntegerId });

export const GET = endpoint({ permission: "status:read", params: Params }, async (ctx, { params }) =>
  rotationToWire(await existingRotation(ctx, params.id)),
);

export const PUT = endpoint(
  { permission: "house:admin", params: Params, body: RotationBody },
  async (ctx, { params, body }) => rotationToWire(await changeRotation(ctx, { id: params.id, body })),
);

export const DELETE = endpoint({ permission: "house:admin", params: Params }, async (ctx, { params }) => {
  await removeRotation(ctx, params);
  return { id: params.id };
});
