import { endpoint } from "@/lib/server/endpoint";
import { feedHub } from "@/lib/server/feed-hub";

/** How the live feed does in this process: events since its start, streams open now. */
export const GET = endpoint({ permission: "status:read" }, async () => {
  const { events, readers } = feedHub().statistics();
  return { event_stream: { total_events: events, subscriber_count: readers } };
});
