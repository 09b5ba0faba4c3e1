import "server-only";
import { findAlert } from "@/db/queries/alerts";
import type { Alert } from "@/lib/alerts/schema";
import { AppError } from "@/lib/kernel/errors";
import type { Context } from "@/lib/server/context";
import { conflict, type Move, writeTransition } from "./write-transition";

/** A command of a person or token. `expectedVersion` refuses it when the alert has moved since it was read. */
export interface AlertCommandInput {
  alertId: number;
  expectedVersion?: number | undefined;
  move: Move;
}

/**
 * Acknowledges, resolves or escalates an alert. Of two at once one wins.
 * @throws AppError `not-found`, or `conflict` with details `{status, version}`.
 */
export async function commandAlert(
  ctx: Context,
  { alertId, expectedVersion, move }: AlertCommandInput,
): Promise<Alert> {
  return ctx.unit(async (unit) => {
    const alert = await findAlert(unit.db, ctx.scope, alertId);
    if (alert === null) throw new AppError("not-found", `There is no alert ${alertId}.`, { field: "id" });
    if (expectedVersion !== undefined && expectedVersion !== alert.version) {
      throw conflict(`The alert has changed since: it is ${alert.status} now, version ${alert.version}.`, alert);
    }
    return writeTransition(unit, alert, move);
  });
}
