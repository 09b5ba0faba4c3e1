import "server-only";
import { runService } from "@/inngest/adapter";
import { inngest } from "@/inngest/client";
import { occasionRecorded } from "@/inngest/events";
import { planOccasions } from "@/lib/server/services/notifications/plan";

/** More than a storm ever needs; what is left after that is found by the sweep. */
const MAX_ROUNDS = 200;

/**
 * One run per wake-up decides all occasions that are due. Deciding one twice adds nothing, so a run that ends in its first
 * round needs no step to be remembered by.
 */
export const planNotifications = inngest.createFunction(
  { id: "plan-notifications", triggers: [occasionRecorded], concurrency: 1, priority: { run: "600" } },
  async ({ event, step }) => {
    const { correlationId } = event.data;
    const plan = () => runService({ name: "plan-notifications", correlationId }, (ctx) => planOccasions(ctx));
    let planned = await plan();
    for (let round = 1; planned.isMore && round < MAX_ROUNDS; round += 1)
      planned = await step.run(`plan-${round}`, plan);
    return planned;
  },
);
