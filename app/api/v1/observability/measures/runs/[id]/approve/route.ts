import { z } from "zod";
import { IntegerId } from "@/lib/kernel/id";
import { RunDecision } from "@/lib/measures/requests";
import { runWithRequestToWire } from "@/lib/measures/wire";
import { endpoint } from "@/lib/server/endpoint";
import { approveRun } from "@/lib/server/services/measures/decide-run";

const Params = z.object({ id: IntegerId });

export const POST = endpoint(
  { permission: "brands:admin", params: Params, body: RunDecision },
  async (ctx, { params, body }) =>
    runWithRequestToWire(await approveRun(ctx, { runId: params.id, version: body.version })),
);
