import "server-only";
import { listActiveAlerts } from "@/db/queries/alerts";
import type { Alert } from "@/lib/alerts/schema";
import { alertToWire } from "@/lib/alerts/wire";
import type { Context } from "@/lib/server/context";
import { standingOf } from "@/lib/silences/standing-of";
import { silenceToWire } from "@/lib/silences/wire";
import { readableSilence } from "./find-own";

/** A silence with what it hides now. @throws AppError `not-found`, also for one the caller may not see. */
export async function readSilence(ctx: Context, id: number) {
  const silence = await readableSilence(ctx, id);
  const hidden = hiddenBy(id, await listActiveAlerts(ctx.db, ctx.scope));
  return { ...silenceToWire(silence, standingOf(silence, ctx.now())), hides_now: hidden.map(alertToWire) };
}

/** Of open alerts, those a silence hides. */
export function hiddenBy(silenceId: number, open: readonly Alert[]): Alert[] {
  return open.filter(({ mute }) => mute?.kind === "silence" && mute.id === silenceId);
}
