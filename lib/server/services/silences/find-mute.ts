import "server-only";
import type { Alert } from "@/lib/alerts/schema";
import type { Occasion } from "@/lib/notifications/schema";
import type { Context } from "@/lib/server/context";

/** What hides an alert from people at this occasion, as a sentence; null when nothing does. */
export async function findMute(_ctx: Context, _alert: Alert, _occasion: Occasion): Promise<{ reason: string } | null> {
  return null;
}
