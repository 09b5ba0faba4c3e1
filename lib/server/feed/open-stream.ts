import "server-only";
import { isAllowed, type Permission } from "@/lib/access/permissions";
import { actorKey } from "@/lib/access/schema";
import { FeedQuery } from "@/lib/feed/filter";
import { parseLastEventId } from "@/lib/feed/stream";
import { authenticate } from "@/lib/server/access/authenticate";
import { enter } from "@/lib/server/access/enter";
import type { Context } from "@/lib/server/context";
import { feedHub } from "@/lib/server/feed-hub";
import { parseInput, readQuery } from "@/lib/server/http/read-input";

/** `no-transform` keeps Next from compressing, which would hold frames back; the last is nginx's word for the same. */
const STREAM_HEADERS = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store, no-transform",
  "x-accel-buffering": "no",
};

/**
 * The live feed for one client. Browsers resume by the Last-Event-ID header, which wins over the query.
 * The stream ends when the client leaves, and at the next heartbeat once its session or token is good no longer.
 */
export async function openStream(request: Request, permission: Permission, house: Context): Promise<Response> {
  const ctx = await enter(request, permission, house);
  const { lastEventId, ...filter } = parseInput(FeedQuery, readQuery(request.url), "query");
  const key = actorKey(ctx.actor);
  const reader = await feedHub().subscribe(
    {
      filter,
      scope: ctx.scope,
      key,
      isStillAllowed: () => isStillAllowed(house, new Headers(request.headers), permission, ctx),
    },
    { lastEventId: parseLastEventId(request.headers.get("last-event-id")) ?? lastEventId },
  );
  if (request.signal.aborted) reader.end();
  else request.signal.addEventListener("abort", () => reader.end(), { once: true });
  return new Response(reader.stream, { headers: { ...STREAM_HEADERS, "x-correlation-id": ctx.correlationId } });
}

/** Also false when role or brands changed in a way that matters: the client connects again and gets what it may see now. */
async function isStillAllowed(
  house: Context,
  headers: Headers,
  permission: Permission,
  ctx: Context,
): Promise<boolean> {
  const caller = await authenticate(house.db, headers, house.now());
  if (caller === null || !isAllowed(caller.actor, permission, "read")) return false;
  return JSON.stringify(caller.account.brands) === JSON.stringify(ctx.scope.brands);
}
