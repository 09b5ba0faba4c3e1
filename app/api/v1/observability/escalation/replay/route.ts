import { endpoint } from "@/lib/server/endpoint";
import { ReplayBody, replayChange } from "@/lib/server/services/simulations/replay-change";

export const POST = endpoint({ permission: "status:read", body: ReplayBody }, (ctx, { body }) =>
  replayChange(ctx, body),
);
