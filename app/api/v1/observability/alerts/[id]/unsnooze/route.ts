import { z } from "zod";
import { UnsnoozeBody } from "@/lib/alerts/requests";
import { alertToWire } from "@/lib/alerts/wire";
import { IntegerId } from "@/lib/kernel/id";
import { endpoint } from "@/lib/server/endpoint";
import { commandAlert } from "@/lib/server/services/alerts/command";

const Params = z.object({ id: IntegerId });

export const POST = endpoint(
  { permission: "alerts:act", params: Params, body: UnsnoozeBody },
  async (ctx, { params, body }) => {
    const move = { command: "unsnooze" } as const;
    return alertToWire(await commandAlert(ctx, { alertId: params.id, expectedVersion: body.version, move }));
  },
);
