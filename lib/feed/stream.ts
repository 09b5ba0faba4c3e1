import type { FeedEvent } from "./schema";

/** How long a browser waits before it connects again, in ms. */
const RETRY_MS = 2_000;

/** The first bytes: they make the answer's head leave at once. */
export const OPENING_FRAME = `: pitboss feed\nretry: ${RETRY_MS}\n\n`;

/** A comment: keeps proxies from closing an idle connection, and no reader sees it. */
export const HEARTBEAT_FRAME = ": heartbeat\n\n";

/**
 * One event as a frame of `text/event-stream`: `id: N`, `event: NAME`, `data: {id, topic, type, at, severity?, brand?, data}`.
 * Source: https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function eventFrame({ event, ...rest }: FeedEvent): string {
  return `id: ${rest.id}\nevent: ${event}\ndata: ${JSON.stringify(rest)}\n\n`;
}

/** Said before the console goes down: the reader connects again by itself and resumes from `lastId`. */
export function farewellFrame({ lastId, at }: { lastId: number; at: Date }): string {
  return houseFrame({ id: lastId, event: "farewell", type: "feed/closed", at, data: { retry_ms: RETRY_MS } });
}

/** The gap is larger than the history: whoever shows state reads it anew, and goes on from `lastId`. */
export function resetFrame({ lastId, missedFrom, at }: { lastId: number; missedFrom: number; at: Date }): string {
  return houseFrame({ id: lastId, event: "reset", type: "feed/reset", at, data: { missed_after: missedFrom } });
}

function houseFrame({
  at,
  ...rest
}: {
  id: number;
  event: string;
  type: string;
  at: Date;
  data: Record<string, unknown>;
}) {
  return eventFrame({ topic: "system", at: at.toISOString(), ...rest });
}

/** The number a client resumes from; null for none and for what is no number of ours. */
export function parseLastEventId(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}
