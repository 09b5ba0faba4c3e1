import { z } from "zod";
import { EscalateBody } from "@/lib/alerts/requests";
import { alertToWire } from "@/lib/alerts/wire";
import { IntegerId } from "@/lib/kernel/id";
import { endpoint } from "@/lib/server/endpoint";
import { commandAlert } from "@/lib/server/services/alerts/command";

const Params = z.object({ id: IntegerId });

export const POST = endpoint(
  { permission: "alerts:act", params: Params, body: EscalateBody },
  async (ctx, { params, body }) => {
    const alert = await commandAlert(ctx, {
      alertId: params.id,
      expectedVersion: body.version,
      move: { command: "escalate", reason: body.reason, isManual: true },
    });
    return alertToWire(alert);
  },
);
