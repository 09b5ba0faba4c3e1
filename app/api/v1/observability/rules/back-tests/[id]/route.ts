import { z } from "zod";
import { IntegerId } from "@/lib/kernel/id";
import { backTestToWire } from "@/lib/replay/wire";
import { endpoint } from "@/lib/server/endpoint";
import { cancelBackTest } from "@/lib/server/services/back-tests/cancel";
import { readBackTest } from "@/lib/server/services/back-tests/read";

const Params = z.object({ id: IntegerId });

export const GET = endpoint({ permission: "status:read", params: Params }, async (ctx, { params }) =>
  backTestToWire(await readBackTest(ctx, params)),
);

export const DELETE = endpoint({ permission: "alerts:act", params: Params }, async (ctx, { params }) =>
  backTestToWire(await cancelBackTest(ctx, params)),
);
