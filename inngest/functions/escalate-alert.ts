import "server-only";
import { runService } from "@/inngest/adapter";
import { inngest } from "@/inngest/client";
import {
  alertAcknowledged,
  alertEscalated,
  alertRetriggered,
  alertTriggered,
  alertUnmuted,
  alertWorsened,
} from "@/inngest/events";
import { advanceEscalation } from "@/lib/server/services/escalation/advance";

/**
 * Waits for an acknowledgement until the policy's next step, and takes it where none came; what that tells begins the run of
 * the step after. The step looks at the alert again, so a run that missed what happened meanwhile does nothing.
 */
export const escalateAlert = inngest.createFunction(
  {
    id: "escalate-alert",
    triggers: [alertTriggered, alertEscalated, alertWorsened, alertRetriggered, alertUnmuted],
    cancelOn: [{ event: "alert/resolved", match: "data.alertId" }],
    priority: { run: "600" },
  },
  async ({ event, step }) => {
    const { alertId, correlationId, escalatesAt } = event.data;
    if (escalatesAt == null) return { kind: "nothing-to-do", because: "no step is planned" } as const;
    // Counted from the event's own instant, so that a replay decides the same.
    const waitMs = Date.parse(escalatesAt) - event.ts;
    if (waitMs > 0) {
      const acknowledged = await step.waitForEvent("acknowledgement", {
        event: alertAcknowledged,
        timeout: waitMs,
        match: "data.alertId",
      });
      if (acknowledged !== null) return { kind: "nothing-to-do", because: "acknowledged: somebody has it" } as const;
      // A time-out counts in whole seconds, so it may end a little before the instant.
      await step.sleepUntil("until-due", escalatesAt);
    }
    return step.run("advance", () =>
      runService({ name: "escalate-alert", correlationId }, (ctx) => advanceEscalation(ctx, { alertId })),
    );
  },
);
