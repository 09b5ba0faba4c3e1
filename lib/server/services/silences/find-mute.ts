import "server-only";
import type { Alert } from "@/lib/alerts/schema";
import type { Occasion } from "@/lib/notifications/schema";
import type { Context } from "@/lib/server/context";
import { decideMute, describeMute } from "@/lib/silences/decide-mute";
import { isSameMute } from "@/lib/silences/same-mute";
import { loadHiders } from "./load-hiders";
import { hideAlert, showAlert } from "./write-mute";

/**
 * What hides an alert from people at this occasion, as a sentence; null when nothing does. The alert is marked as hidden, or
 * no longer so, on the way: who plans an occasion is the first to know.
 */
export async function findMute(ctx: Context, alert: Alert, _occasion: Occasion): Promise<{ reason: string } | null> {
  if (alert.class === "player_safety" || alert.isShadow) return null;
  const mute = decideMute(alert, await loadHiders(ctx), ctx.now());
  if (alert.status !== "resolved" && !isSameMute(alert.mute, mute)) {
    await ctx.unit((unit) => (mute === null ? showAlert(unit, alert, "otherwise") : hideAlert(unit, alert, mute)));
  }
  return mute === null ? null : { reason: describeMute(mute) };
}
