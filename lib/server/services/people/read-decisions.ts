import "server-only";
import { findAlert } from "@/db/queries/alerts";
import { listNotifications } from "@/db/queries/notifications";
import { AppError } from "@/lib/kernel/errors";
import { type DecisionWire, decisionToWire } from "@/lib/notifications/decision-wire";
import { maskAddresses } from "@/lib/notifications/mask-addresses";
import type { Context } from "@/lib/server/context";
import { maskDecision } from "./read-tellings";
import { accountIdOf } from "./viewer";

/**
 * Every decision about an alert with the gates it passed; addresses of others are masked.
 * @throws AppError `not-found`, also for an alert the caller may not see.
 */
export async function readDecisions(ctx: Context, id: number): Promise<DecisionWire[]> {
  if ((await findAlert(ctx.db, ctx.scope, id)) === null)
    throw new AppError("not-found", `There is no alert ${id}.`, { field: "id" });
  const own = `account:${accountIdOf(ctx.actor)}`;
  const decisions = (await listNotifications(ctx.db, ctx.scope, id)).map(decisionToWire);
  return decisions.map((one) => (one.recipient === own ? one : maskDecision(one, maskAddresses)));
}
