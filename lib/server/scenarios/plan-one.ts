import "server-only";
import { findAlert } from "@/db/queries/alerts";
import { invariant } from "@/lib/kernel/errors";
import type { Severity } from "@/lib/kernel/severity";
import type { Occasion } from "@/lib/notifications/schema";
import type { Context } from "@/lib/server/context";
import type { DeliverySettings } from "@/lib/server/services/notifications/load-house";
import { type Planned, planOccasions } from "@/lib/server/services/notifications/plan";

/** Records an occasion of an alert, unless it is recorded already, and decides all that is due. */
export async function planOne(
  ctx: Context,
  { alertId, occasion, severity }: { alertId: number; occasion: Occasion; severity: Severity },
  settings: DeliverySettings,
): Promise<Planned> {
  const alert = await findAlert(ctx.db, ctx.scope, alertId);
  invariant(alert !== null, "the story has raised its alert");
  await ctx.unit(async (unit) => {
    unit.tell.occasion({ alertId, alertTriggeredAt: alert.triggeredAt, occasion, severity });
  });
  return planOccasions(ctx, settings);
}
