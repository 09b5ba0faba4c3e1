import "server-only";
import { runService } from "@/inngest/adapter";
import { inngest } from "@/inngest/client";
import { notificationPlanned } from "@/inngest/events";
import { Channel } from "@/lib/rules/schema";
import type { Context } from "@/lib/server/context";
import { deliverDue } from "@/lib/server/services/notifications/deliver";
import { deliverNotices } from "@/lib/server/services/notifications/deliver-notices";

/** Enough for every retry of a day; what is left after that is found by the sweep. */
const MAX_ROUNDS = 200;

/**
 * One run per channel and wake-up: waits until what was held is due, drains, then sleeps to the next retry of what it
 * drained itself.
 */
export const deliverNotification = inngest.createFunction(
  {
    id: "deliver-notification",
    triggers: [notificationPlanned],
    concurrency: { limit: 1, key: "event.data.channel" },
  },
  async ({ event, step }) => {
    const { correlationId, dueAt: wakeAt } = event.data;
    const channel = Channel.parse(event.data.channel);
    // Compared with the event's own instant, so that a replay decides the same.
    if (Date.parse(wakeAt) > event.ts) await step.sleepUntil("until-due", wakeAt);
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const { dueAt } = await step.run(`drain-${round}`, () =>
        runService({ name: "deliver-notification", correlationId }, (ctx) => drain(ctx, channel)),
      );
      if (dueAt === null) return { channel, rounds: round + 1 };
      await step.sleepUntil(`until-retry-${round}`, dueAt);
    }
    return { channel, rounds: MAX_ROUNDS };
  },
);

/** Alerts' messages first, then what is about no alert; when to come back for either. */
async function drain(ctx: Context, channel: Channel): Promise<{ dueAt: Date | null }> {
  const drained = [await deliverDue(ctx, { channel }), await deliverNotices(ctx, { channel })];
  const dues = drained.flatMap(({ dueAt }) => (dueAt === null ? [] : [dueAt.getTime()]));
  return { dueAt: dues.length === 0 ? null : new Date(Math.min(...dues)) };
}
