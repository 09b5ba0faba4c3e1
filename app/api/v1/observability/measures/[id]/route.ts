import { z } from "zod";
import { IntegerId } from "@/lib/kernel/id";
import { MeasureBody } from "@/lib/measures/requests";
import { measureToWire } from "@/lib/measures/wire";
import { endpoint } from "@/lib/server/endpoint";
import { removeMeasure } from "@/lib/server/services/measures/remove";
import { changeMeasure } from "@/lib/server/services/measures/save";

const Params = z.object({ id: IntegerId });

export const PUT = endpoint(
  { permission: "house:admin", params: Params, body: MeasureBody },
  async (ctx, { params, body }) => measureToWire(await changeMeasure(ctx, { id: params.id, ...body })),
);

export const DELETE = endpoint({ permission: "house:admin", params: Params }, async (ctx, { params }) => {
  await removeMeasure(ctx, params);
  return { id: params.id };
});
