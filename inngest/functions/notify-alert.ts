import "server-only";
import { runService } from "@/inngest/adapter";
import { inngest } from "@/inngest/client";
import {
  alertAcknowledged,
  alertEscalated,
  alertResolved,
  alertRetriggered,
  alertTriggered,
  alertUnmuted,
  alertWorsened,
} from "@/inngest/events";
import { occasionOf } from "@/lib/notifications/occasion-of";
import { planNotifications } from "@/lib/server/services/notifications/plan";

/**
 * Each occasion of an alert becomes a decision for every recipient and channel. Planning one twice adds nothing, so it needs no
 * step to be remembered by, and a storm of alerts half the jobs.
 */
export const notifyAlert = inngest.createFunction(
  {
    id: "notify-alert",
    triggers: [
      alertTriggered,
      alertAcknowledged,
      alertEscalated,
      alertWorsened,
      alertUnmuted,
      alertRetriggered,
      alertResolved,
    ],
  },
  async ({ event }) => {
    const { alertId, severity, correlationId } = event.data;
    const occasion = occasionOf(event);
    return runService({ name: "notify-alert", correlationId }, (ctx) =>
      planNotifications(ctx, { alertId, severity, occasion }),
    );
  },
);
