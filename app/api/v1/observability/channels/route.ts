import { isAllowed } from "@/lib/access/permissions";
import { channelToWire } from "@/lib/notifications/channel-wire";
import { endpoint } from "@/lib/server/endpoint";
import { listChannels } from "@/lib/server/services/channels/list";

/** Every channel: state, where it goes, last test and message, counts of 24 h. Only an admin reads the provider's words. */
export const GET = endpoint({ permission: "status:read" }, async (ctx) => {
  const words = isAllowed(ctx.actor, "house:admin", "read") ? "with-words" : "without-words";
  return (await listChannels(ctx)).map((line) => channelToWire(line, words));
});
