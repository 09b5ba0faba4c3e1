import "server-only";
import { findAlert, listExpiredAcknowledgements } from "@/db/queries/alerts";
import { AppError } from "@/lib/kernel/errors";
import { addMs, SECOND_MS } from "@/lib/kernel/time";
import type { Context } from "@/lib/server/context";
import { writeTransition } from "./write-transition";

/** A run that sleeps to the instant itself is given this long. */
const GRACE_MS = 15 * SECOND_MS;

export type Expired =
  | { kind: "retriggered"; count: number }
  | { kind: "not-yet"; at: Date }
  | { kind: "nothing-to-do"; because: string };

/**
 * Takes an acknowledgement back when its time-out has passed and the alert is not resolved. Everything is looked at again,
 * so a late, early or double call does no harm.
 */
export async function expireAcknowledgement(ctx: Context, { alertId }: { alertId: number }): Promise<Expired> {
  try {
    return await ctx.unit(async (unit): Promise<Expired> => {
      const alert = await findAlert(unit.db, ctx.scope, alertId);
      if (alert === null) return { kind: "nothing-to-do", because: "the alert is gone" };
      const { status, acknowledgedBy, acknowledgedUntil } = alert;
      if (status !== "acknowledged") return { kind: "nothing-to-do", because: `the alert is ${status}` };
      if (acknowledgedUntil === null) return { kind: "nothing-to-do", because: "the acknowledgement has no time-out" };
      if (acknowledgedUntil > ctx.now()) return { kind: "not-yet", at: acknowledgedUntil };
      const reason = `${acknowledgedBy ?? "somebody"} had it, and it is not resolved`;
      const moved = await writeTransition(unit, alert, { command: "retrigger", reason, isManual: false });
      return { kind: "retriggered", count: moved.retriggers };
    });
  } catch (error) {
    if (error instanceof AppError && error.code === "conflict")
      return { kind: "nothing-to-do", because: error.message };
    throw error;
  }
}

/** Alerts whose time-out passed and no run took: the sweep's. */
export async function listExpired(ctx: Context): Promise<number[]> {
  return listExpiredAcknowledgements(ctx.db, addMs(ctx.now(), -GRACE_MS));
}
