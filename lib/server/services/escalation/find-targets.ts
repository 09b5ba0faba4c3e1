import "server-only";
import { findStandings } from "@/db/queries/escalation";
import type { Alert } from "@/lib/alerts/schema";
import { type Resolved, resolveTargets } from "@/lib/escalation/resolve-targets";
import { targetsOf } from "@/lib/escalation/targets-of";
import type { House } from "@/lib/notifications/house";
import { kindOf, type Occasion } from "@/lib/notifications/schema";
import type { Context } from "@/lib/server/context";
import { findOnCall } from "@/lib/server/services/on-call/find-on-call";

/** Whom an alert's policy notifies of an occasion; what ends it goes to whoever was notified. */
export type FindTargets = (alert: Alert, occasion: Occasion) => Resolved;

const EVERYONE: Resolved = { targets: null, because: null };

/** Loads the policies of these alerts and who is on call now, so that each occasion is asked about without waiting. */
export async function targetFinder(
  ctx: Pick<Context, "db" | "now">,
  alertIds: readonly number[],
  house: House,
): Promise<FindTargets> {
  const standings = await findStandings(ctx.db, alertIds);
  const isOnCallAsked = [...standings.values()].some(({ taken }) =>
    [...(taken?.targets ?? []), ...(taken?.soFar ?? [])].some(({ kind }) => kind === "rotation"),
  );
  const onCall = isOnCallAsked ? await findOnCall(ctx, ctx.now()) : () => [];
  return (alert, occasion) => {
    const kind = kindOf(occasion);
    const taken = standings.get(alert.id)?.taken ?? null;
    if (kind === "resolved" || kind === "acknowledged" || taken === null) return EVERYONE;
    return resolveTargets({ targets: targetsOf(taken, occasion), by: taken.by, brand: alert.brand, onCall }, house);
  };
}
