import { endpoint } from "@/lib/server/endpoint";
import { feedHub } from "@/lib/server/feed-hub";

/** How many streams are connected to this process now. */
export const GET = endpoint({ permission: "status:read" }, async () => {
  return { connected: feedHub().statistics().readers };
});
