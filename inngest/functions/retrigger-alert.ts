import "server-only";
import { runService } from "@/inngest/adapter";
import { inngest } from "@/inngest/client";
import { alertAcknowledged } from "@/inngest/events";
import { expireAcknowledgement } from "@/lib/server/services/alerts/expire-acknowledgement";

/**
 * Sleeps to the end of an acknowledgement with a time-out, and triggers the alert again. What ends the acknowledgement
 * before cancels the run; the step looks at the alert again, so a run that was not cancelled in time does nothing.
 */
export const retriggerAlert = inngest.createFunction(
  {
    id: "retrigger-alert",
    triggers: [alertAcknowledged],
    cancelOn: [
      { event: "alert/resolved", match: "data.alertId" },
      { event: "alert/retriggered", match: "data.alertId" },
      { event: "alert/escalated", match: "data.alertId" },
    ],
  },
  async ({ event, step }) => {
    const { alertId, correlationId } = event.data;
    const expire = () =>
      runService({ name: "retrigger-alert", correlationId }, (ctx) => expireAcknowledgement(ctx, { alertId }));
    const first = await step.run("look", expire);
    if (first.kind !== "not-yet") return first;
    await step.sleepUntil("until-time-out", first.at);
    return step.run("retrigger", expire);
  },
);
