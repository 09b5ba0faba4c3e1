import { z } from "zod";
import { channelDetailToWire } from "@/lib/notifications/channel-wire";
import { CHANNELS } from "@/lib/rules/schema";
import { endpoint } from "@/lib/server/endpoint";
import { readChannel } from "@/lib/server/services/channels/read";

const IDS = [...CHANNELS, "feed"] as const;
const Params = z.object({ id: z.enum(IDS, `expected one of ${IDS.join(", ")}`) });

/** One channel with its variables (set or not, masked), last deliveries, refusals and tests. */
export const GET = endpoint({ permission: "house:admin", params: Params }, async (ctx, { params }) =>
  channelDetailToWire(await readChannel(ctx, params.id)),
);
