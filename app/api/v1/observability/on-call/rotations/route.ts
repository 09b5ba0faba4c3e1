import { listRotations } from "@/db/queries/on-call";
import { RotationBody } from "@/lib/on-call/body";
import { rotationToWire } from "@/lib/on-call/wire";
import { endpoint } from "@/lib/server/endpoint";
import { createRotation } from "@/lib/server/services/on-call/save-rotation";

export const GET = endpoint({ permission: "status:read" }, async (ctx) =>
  (await listRotations(ctx.db)).map(rotationToWire),
);

export const POST = endpoint({ permission: "house:admin", body: RotationBody, status: 201 }, async (ctx, { body }) =>
  rotationToWire(await createRotation(ctx, body)),
);
