import "server-only";
import { findAlert } from "@/db/queries/alerts";
import type { Amendment } from "@/lib/alerts/amend";
import type { Alert } from "@/lib/alerts/schema";
import { AppError } from "@/lib/kernel/errors";
import type { Context, Unit } from "@/lib/server/context";
import { movedSince } from "./conflict";
import { type Assignee, findAssignee } from "./find-assignee";
import { requireOwnAlert } from "./require-own-alert";
import { writeAmendment } from "./write-amendment";
import { type Move, writeTransition } from "./write-transition";

/** Everything a person can do about an alert; whom to assign it to is named by account. */
export type AlertOrder = Move | Exclude<Amendment, { command: "assign" }> | { command: "assign"; accountId: Assignee };

/** A command of a person or token. `expectedVersion` refuses it when the alert has moved since it was read. */
export interface AlertCommandInput {
  alertId: number;
  expectedVersion?: number | undefined;
  move: AlertOrder;
}

/**
 * Moves, snoozes, assigns, judges or comments on an alert. Of two at once one wins.
 * @throws AppError `not-found`, `conflict` with details `{status, version}`, `forbidden` for what player safety does not
 * allow, or `invalid` with the field.
 */
export async function commandAlert(
  ctx: Context,
  { alertId, expectedVersion, move }: AlertCommandInput,
): Promise<Alert> {
  return ctx.unit(async (unit) => {
    const alert = await findAlert(unit.db, ctx.scope, alertId);
    if (alert === null) throw new AppError("not-found", `There is no alert ${alertId}.`, { field: "id" });
    requireOwnAlert(unit, alert);
    if (expectedVersion !== undefined && expectedVersion !== alert.version) throw await movedSince(unit, alert);
    return carryOut(unit, alert, move);
  });
}

async function carryOut(unit: Unit, alert: Alert, move: AlertOrder): Promise<Alert> {
  switch (move.command) {
    case "acknowledge":
    case "resolve":
    case "escalate":
    case "retrigger":
      return writeTransition(unit, alert, move);
    case "assign":
      return writeAmendment(unit, alert, {
        command: "assign",
        to: await findAssignee(unit, { alert, accountId: move.accountId }),
      });
    default:
      return writeAmendment(unit, alert, move);
  }
}
