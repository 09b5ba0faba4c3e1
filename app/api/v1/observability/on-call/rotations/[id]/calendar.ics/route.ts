import { z } from "zod";
import { IntegerId } from "@/lib/kernel/id";
import { readCalendarToken } from "@/lib/server/access/calendar-link";
import { guarded } from "@/lib/server/http/guarded";
import { parseInput, readQuery } from "@/lib/server/http/read-input";
import { composeCalendar } from "@/lib/server/services/on-call/compose-calendar";

const Params = z.object({ id: IntegerId });
const Query = z.object({ token: z.string().default(""), mine: z.literal("1", "expected 1").optional() });

/** For calendar programs, which cannot sign in: whoever holds the signed link reads the shifts, and nothing else. */
export function GET(request: Request, { params }: { params: Promise<unknown> }): Promise<Response> {
  return guarded(request, async (house) => {
    const { id: rotationId } = parseInput(Params, await params, "path");
    const { token, mine } = parseInput(Query, readQuery(request.url), "query");
    const account = await readCalendarToken(house.db, { rotationId, token });
    const text = await composeCalendar(house, { rotationId, accountId: mine === undefined ? null : account.id });
    const headers = { "content-type": "text/calendar; charset=utf-8", "cache-control": "private, no-store" };
    return new Response(text, { headers });
  });
}
