import "server-only";
import { runService } from "@/inngest/adapter";
import { inngest } from "@/inngest/client";
import { alertEscalated, alertRetriggered, alertTriggered, alertUnmuted } from "@/inngest/events";
import { advanceEscalation } from "@/lib/server/services/escalation/advance";

/**
 * Sleeps to the policy's next step and takes it. An acknowledgement or resolution cancels the run; the step looks at the
 * alert again, so a run that was not cancelled in time does nothing.
 */
export const escalateAlert = inngest.createFunction(
  {
    id: "escalate-alert",
    triggers: [alertTriggered, alertEscalated, alertRetriggered, alertUnmuted],
    cancelOn: [
      { event: "alert/acknowledged", match: "data.alertId" },
      { event: "alert/resolved", match: "data.alertId" },
    ],
    priority: { run: "600" },
  },
  async ({ event, step }) => {
    const { alertId, correlationId } = event.data;
    const advance = () =>
      runService({ name: "escalate-alert", correlationId }, (ctx) => advanceEscalation(ctx, { alertId }));
    const first = await step.run("look", advance);
    if (first.kind !== "not-yet") return first;
    await step.sleepUntil("until-due", first.at);
    return step.run("advance", advance);
  },
);
