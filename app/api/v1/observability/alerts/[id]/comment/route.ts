import { z } from "zod";
import { CommentBody } from "@/lib/alerts/requests";
import { alertToWire } from "@/lib/alerts/wire";
import { IntegerId } from "@/lib/kernel/id";
import { endpoint } from "@/lib/server/endpoint";
import { commandAlert } from "@/lib/server/services/alerts/command";

const Params = z.object({ id: IntegerId });

export const POST = endpoint(
  { permission: "alerts:act", params: Params, body: CommentBody },
  async (ctx, { params, body }) => {
    const move = { command: "comment", text: body.text } as const;
    return alertToWire(await commandAlert(ctx, { alertId: params.id, move }));
  },
);
