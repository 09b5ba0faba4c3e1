import "server-only";
import type { Alert } from "@/lib/alerts/schema";
import { type Resolved, resolveTargets } from "@/lib/escalation/resolve-targets";
import { targetsOf } from "@/lib/escalation/targets-of";
import type { House } from "@/lib/notifications/house";
import { kindOf, type Occasion } from "@/lib/notifications/schema";
import type { Context } from "@/lib/server/context";
import { findOnCall } from "@/lib/server/services/on-call/find-on-call";
import { escalationOf } from "./policy";

/** Whom an alert's policy tells of an occasion, as its steps' targets are now; what ends it is told to who was told. */
export async function findTargets(
  ctx: Pick<Context, "db" | "now">,
  { alert, occasion }: { alert: Alert; occasion: Occasion },
  house: House,
): Promise<Resolved> {
  const everyone = { targets: null, because: null };
  const kind = kindOf(occasion);
  if (kind === "resolved" || kind === "acknowledged") return everyone;
  const { taken } = await escalationOf(ctx.db, alert);
  if (taken === null) return everyone;
  const targets = targetsOf(taken, occasion);
  const isOnCallAsked = targets.some((target) => target.kind === "rotation");
  const onCall = isOnCallAsked ? await findOnCall(ctx, ctx.now()) : () => [];
  return resolveTargets({ targets, by: taken.by, brand: alert.brand, onCall }, house);
}
