import "server-only";
import { runService } from "@/inngest/adapter";
import { inngest } from "@/inngest/client";
import { auditDelivery } from "@/lib/server/services/notifications/audit";
import { fallBack } from "@/lib/server/services/notifications/fall-back";
import { watchCircuits } from "@/lib/server/services/notifications/watch-circuits";

/** Each minute: what a channel has not taken goes by another, and what nobody answered becomes an alert itself. */
export const auditDeliveries = inngest.createFunction(
  { id: "audit-delivery", triggers: [{ cron: "* * * * *" }], concurrency: 1 },
  async ({ step }) => {
    const name = "audit-delivery";
    await step.run("watch-circuits", () => runService({ name }, (ctx) => watchCircuits(ctx)));
    const fellBack = await step.run("fall-back", () => runService({ name }, (ctx) => fallBack(ctx)));
    const audited = await step.run("audit", () => runService({ name }, auditDelivery));
    return { fellBack, ...audited };
  },
);
