import { z } from "zod";
import { IntegerId } from "@/lib/kernel/id";
import { OverrideBody } from "@/lib/on-call/body";
import { overrideToWire } from "@/lib/on-call/wire";
import { endpoint } from "@/lib/server/endpoint";
import { makeOverride } from "@/lib/server/services/on-call/override";

const Params = z.object({ id: IntegerId });

export const POST = endpoint(
  { permission: "alerts:act", params: Params, body: OverrideBody, status: 201 },
  async (ctx, { params, body }) => overrideToWire(await makeOverride(ctx, { rotationId: params.id, body })),
);
