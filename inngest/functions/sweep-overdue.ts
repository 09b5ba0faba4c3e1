import "server-only";
import { runService } from "@/inngest/adapter";
import { inngest } from "@/inngest/client";
import { expireAcknowledgement, listExpired } from "@/lib/server/services/alerts/expire-acknowledgement";
import { advanceEscalation } from "@/lib/server/services/escalation/advance";
import { listOverdue } from "@/lib/server/services/escalation/list-overdue";
import { wakeOverdueRuns } from "@/lib/server/services/measures/wake-overdue";
import { planOccasions } from "@/lib/server/services/notifications/plan";
import { wakeOverdue } from "@/lib/server/services/notifications/wake-overdue";

/** The net under plan-notifications, deliver-notification, escalate-alert and retrigger-alert: what no run took, such as after a change of engine. */
export const sweepOverdue = inngest.createFunction(
  { id: "sweep-overdue", triggers: [{ cron: "* * * * *" }], concurrency: 1 },
  async ({ step }) => {
    const name = "sweep-overdue";
    const channels = await step.run("wake-channels", () => runService({ name }, wakeOverdue));
    const escalated = await step.run("escalate", () =>
      runService({ name }, async (ctx) => {
        const alertIds = await listOverdue(ctx);
        for (const alertId of alertIds) await advanceEscalation(ctx, { alertId });
        return alertIds;
      }),
    );
    const retriggered = await step.run("retrigger", () =>
      runService({ name }, async (ctx) => {
        const alertIds = await listExpired(ctx);
        for (const alertId of alertIds) await expireAcknowledgement(ctx, { alertId });
        return alertIds;
      }),
    );
    const measures = await step.run("wake-measures", () => runService({ name }, wakeOverdueRuns));
    const planned = await step.run("plan", () => runService({ name }, (ctx) => planOccasions(ctx)));
    return { channels, escalated, retriggered, measures, planned };
  },
);
