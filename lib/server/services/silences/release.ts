import "server-only";
import type { Context } from "@/lib/server/context";
import { decideMutes } from "@/lib/silences/decide-mute";
import { isSameMute } from "@/lib/silences/same-mute";
import { listHideable, loadHiders } from "./load-hiders";
import { hideAlert, showAlert } from "./write-mute";

export interface Released {
  hidden: number[];
  shown: number[];
}

/**
 * Looks again at what hides every open alert: what nothing hides any more is shown, and told if it still burns and nobody
 * has it; what something hides by now is hidden. Two at once do each move once, by compare-and-set on the alert.
 */
export async function releaseMuted(ctx: Context): Promise<Released> {
  const open = await listHideable(ctx);
  const released: Released = { hidden: [], shown: [] };
  if (open.length === 0) return released;
  const mutes = decideMutes(open, await loadHiders(ctx), ctx.now());
  for (const alert of open) {
    const mute = mutes.get(alert.id) ?? null;
    if (isSameMute(alert.mute, mute)) continue;
    const moved = await ctx.unit((unit) =>
      mute === null ? showAlert(unit, alert, "now") : hideAlert(unit, alert, mute),
    );
    if (moved !== null) released[mute === null ? "shown" : "hidden"].push(alert.id);
  }
  return released;
}
