import "server-only";
import { eq } from "drizzle-orm";
import { findLastChange, toAlert } from "@/db/queries/alerts";
import { alerts } from "@/db/schema";
import { describeChange } from "@/lib/alerts/describe-change";
import type { Alert } from "@/lib/alerts/schema";
import { AppError, invariant } from "@/lib/kernel/errors";
import type { Unit } from "@/lib/server/context";

/** A 409 that tells the caller where the alert stands. */
export function conflict(message: string, { status, version }: Pick<Alert, "status" | "version">): AppError {
  return new AppError("conflict", message, { details: { status, version } });
}

/** The alert has moved since the caller read it: who did what, and where it stands. */
export async function movedSince({ db, now }: Unit, alert: Alert): Promise<AppError> {
  const last = await findLastChange(db, alert.id);
  const who = last === null ? "The alert has changed since" : describeChange(last, now());
  return conflict(`${who}: the alert is ${alert.status} now, version ${alert.version}.`, alert);
}

/** Compare-and-set found another's work. */
export async function lostTo(unit: Unit, alertId: number): Promise<AppError> {
  const [present] = await unit.db.select().from(alerts).where(eq(alerts.id, alertId));
  invariant(present !== undefined, "an alert that is being moved exists");
  return movedSince(unit, toAlert(present));
}
