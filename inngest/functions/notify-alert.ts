import "server-only";
import { runService } from "@/inngest/adapter";
import { inngest } from "@/inngest/client";
import { alertEscalated, alertResolved, alertTriggered } from "@/inngest/events";
import { type PlanInput, planNotifications } from "@/lib/server/services/notifications/plan";

/** Each occasion of an alert becomes a decision for every recipient and channel. */
export const notifyAlert = inngest.createFunction(
  { id: "notify-alert", triggers: [alertTriggered, alertEscalated, alertResolved] },
  async ({ event, step }) => {
    const { alertId, severity, correlationId } = event.data;
    const input: PlanInput = {
      alertId,
      severity,
      occasion: occasionOf(event.name, "level" in event.data ? event.data.level : null),
    };
    return step.run("plan", () =>
      runService({ name: "notify-alert", correlationId }, (ctx) => planNotifications(ctx, input)),
    );
  },
);

function occasionOf(name: string, level: number | null): PlanInput["occasion"] {
  if (name === "alert/resolved") return "resolved";
  return level === null ? "triggered" : `escalated:${level}`;
}
