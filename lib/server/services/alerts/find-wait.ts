import "server-only";
import type { Alert } from "@/lib/alerts/schema";
import type { Occasion } from "@/lib/notifications/schema";
import type { Context } from "@/lib/server/context";

/** Until when an alert waits to be told with others, and why; null when it is told at once. */
export async function findWait(
  _ctx: Context,
  _alert: Alert,
  _occasion: Occasion,
): Promise<{ until: Date; reason: string } | null> {
  return null;
}
