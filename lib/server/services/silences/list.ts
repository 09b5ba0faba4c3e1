import "server-only";
import { listSilences } from "@/db/queries/silences";
import { addMs, DAY_MS } from "@/lib/kernel/time";
import type { Context } from "@/lib/server/context";
import { isReadable } from "@/lib/silences/brands-of";
import type { Silence, SilenceState } from "@/lib/silences/schema";
import { standingOf } from "@/lib/silences/standing-of";
import { type SilenceWire, type Standing, silenceToWire } from "@/lib/silences/wire";

/** Ended ones are listed for this long. */
export const ENDED_DAYS = 30;

/** Silences with where they stand: active ones by their end, scheduled ones by their beginning, ended ones newest first. */
export async function listStanding(ctx: Context): Promise<{ silence: Silence; standing: Standing }[]> {
  const now = ctx.now();
  const all = await listSilences(ctx.db, addMs(now, -ENDED_DAYS * DAY_MS));
  return all
    .filter((silence) => isReadable(silence, ctx.scope))
    .map((silence) => ({ silence, standing: standingOf(silence, now) }))
    .sort((a, b) => orderOf(a.standing) - orderOf(b.standing) || b.silence.id - a.silence.id);
}

/** The list as the API writes it. */
export async function listSilencesOf(ctx: Context, { state }: { state?: SilenceState }): Promise<SilenceWire[]> {
  const all = await listStanding(ctx);
  return all
    .filter(({ standing }) => state === undefined || standing.state === state)
    .map(({ silence, standing }) => silenceToWire(silence, standing));
}

function orderOf({ state, until, next }: Standing): number {
  if (state === "ended") return Number.MAX_SAFE_INTEGER;
  return (until ?? next?.from)?.getTime() ?? 0;
}
