import { z } from "zod";
import { SnoozeBody } from "@/lib/alerts/requests";
import { alertToWire } from "@/lib/alerts/wire";
import { IntegerId } from "@/lib/kernel/id";
import { endpoint } from "@/lib/server/endpoint";
import { commandAlert } from "@/lib/server/services/alerts/command";
import { orderOf } from "@/lib/server/services/alerts/order-of";

const Params = z.object({ id: IntegerId });

export const POST = endpoint(
  { permission: "alerts:act", params: Params, body: SnoozeBody },
  async (ctx, { params, body }) => {
    const move = orderOf({ action: "snooze", ...body });
    return alertToWire(await commandAlert(ctx, { alertId: params.id, expectedVersion: body.version, move }));
  },
);
