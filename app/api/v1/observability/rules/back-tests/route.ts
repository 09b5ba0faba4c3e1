import { BackTestBody } from "@/lib/replay/requests";
import { backTestToWire } from "@/lib/replay/wire";
import { endpoint } from "@/lib/server/endpoint";
import { requestBackTest } from "@/lib/server/services/back-tests/request";

export const POST = endpoint({ permission: "alerts:act", body: BackTestBody, status: 202 }, async (ctx, { body }) =>
  backTestToWire(await requestBackTest(ctx, body)),
);
