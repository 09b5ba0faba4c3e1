import { MeasureBody } from "@/lib/measures/requests";
import { measureToWire } from "@/lib/measures/wire";
import { endpoint } from "@/lib/server/endpoint";
import { readMeasures } from "@/lib/server/services/measures/list";
import { createMeasure } from "@/lib/server/services/measures/save";

export const GET = endpoint({ permission: "house:admin" }, (ctx) => readMeasures(ctx));

export const POST = endpoint({ permission: "house:admin", body: MeasureBody, status: 201 }, async (ctx, { body }) =>
  measureToWire(await createMeasure(ctx, body.settings)),
);
