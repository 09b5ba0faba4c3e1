import { SimulationBody } from "@/lib/replay/simulation-body";
import { endpoint } from "@/lib/server/endpoint";
import { simulateAlert } from "@/lib/server/services/simulations/simulate";

export const POST = endpoint({ permission: "status:read", body: SimulationBody }, (ctx, { body }) =>
  simulateAlert(ctx, body),
);
