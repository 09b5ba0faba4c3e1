import "server-only";
import { and, eq } from "drizzle-orm";
import { findAlert } from "@/db/queries/alerts";
import { alerts } from "@/db/schema";
import type { Alert } from "@/lib/alerts/schema";
import { nextStep } from "@/lib/escalation/next-step";
import { AppError } from "@/lib/kernel/errors";
import type { Context, Unit } from "@/lib/server/context";
import { writeTransition } from "@/lib/server/services/alerts/write-transition";
import { standingOf } from "./policy";

export type Advanced =
  | { kind: "escalated"; level: number; nextAt: Date | null }
  | { kind: "not-yet"; at: Date }
  | { kind: "nothing-to-do"; because: string };

/**
 * Takes the policy's next step for an alert if it is due. Everything is looked at again, so a late, early or double call
 * does no harm.
 */
export async function advanceEscalation(ctx: Context, { alertId }: { alertId: number }): Promise<Advanced> {
  try {
    return await ctx.unit(async (unit): Promise<Advanced> => {
      const alert = await findAlert(unit.db, ctx.scope, alertId);
      if (alert === null) return { kind: "nothing-to-do", because: "the alert is gone" };
      const step = nextStep(alert, await standingOf(unit.db, alert));
      if (alert.escalatesAt === null) {
        return { kind: "nothing-to-do", because: step.kind === "none" ? step.because : "no step is planned" };
      }
      if (alert.escalatesAt > ctx.now()) return { kind: "not-yet", at: alert.escalatesAt };
      if (alert.mute !== null) return stop(unit, alert, HIDDEN);
      if (step.kind === "none") return stop(unit, alert, step.because);
      const moved = await writeTransition(unit, alert, { command: "escalate", reason: step.words, isManual: false });
      return { kind: "escalated", level: moved.escalationLevel, nextAt: moved.escalatesAt };
    });
  } catch (error) {
    if (error instanceof AppError && error.code === "conflict")
      return { kind: "nothing-to-do", because: error.message };
    throw error;
  }
}

/** A hidden alert takes no step that nobody would hear of: its time begins anew when it is shown again. */
const HIDDEN = "the alert is hidden: its escalation waits until it is shown again";

/** No step is planned any more, so that nothing looks at the alert again. */
async function stop({ db }: Unit, { id, version }: Alert, because: string): Promise<Advanced> {
  await db
    .update(alerts)
    .set({ escalatesAt: null })
    .where(and(eq(alerts.id, id), eq(alerts.version, version)));
  return { kind: "nothing-to-do", because };
}
