import type { FeedEvent } from "@/lib/feed/schema";

/** Each collection is an event: all of them at once would push everything else away. */
const QUIET = "performance";

/** `news`: what changed. Otherwise every event of one topic, or of `all`. Newest first, as given. */
export function chooseEvents(events: readonly FeedEvent[], topic: string): FeedEvent[] {
  if (topic === "all") return [...events];
  if (topic !== "news") return events.filter((event) => event.topic === topic);
  const news = events.filter((event) => event.topic !== QUIET);
  return news.filter((event, index) => !isRepeat(event, news.slice(index + 1)));
}

/** Health is told at least once a minute; only a change of it is news. */
function isRepeat(event: FeedEvent, older: readonly FeedEvent[]): boolean {
  if (event.topic !== "health") return false;
  const before = older.find(({ topic }) => topic === "health");
  return before?.data.overall_status === event.data.overall_status;
}
