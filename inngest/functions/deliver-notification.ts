import "server-only";
import { runService } from "@/inngest/adapter";
import { inngest } from "@/inngest/client";
import { notificationPlanned } from "@/inngest/events";
import { Channel } from "@/lib/rules/schema";
import type { Context } from "@/lib/server/context";
import { deliverDue } from "@/lib/server/services/notifications/deliver";
import { deliverNotices } from "@/lib/server/services/notifications/deliver-notices";

/** More than a backlog needs; what is left after that is found by the sweep. */
const MAX_ROUNDS = 200;

/**
 * One run per channel and wake-up: waits until what was held is due, and drains until nothing is. Retries and probes have
 * wake-ups of their own. Two drain at once, so that one that waits for a slow provider keeps nobody else's message.
 */
export const deliverNotification = inngest.createFunction(
  {
    id: "deliver-notification",
    triggers: [notificationPlanned],
    concurrency: { limit: 2, key: "event.data.channel" },
  },
  async ({ event, step }) => {
    const { correlationId, dueAt: wakeAt } = event.data;
    const channel = Channel.parse(event.data.channel);
    // Compared with the event's own instant, so that a replay decides the same.
    if (Date.parse(wakeAt) > event.ts) await step.sleepUntil("until-due", wakeAt);
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const { isMore } = await step.run(`drain-${round}`, () =>
        runService({ name: "deliver-notification", correlationId }, (ctx) => drain(ctx, channel)),
      );
      if (!isMore) return { channel, rounds: round + 1 };
    }
    return { channel, rounds: MAX_ROUNDS };
  },
);

/** Alerts' messages, and beside them what is about no alert; whether more of either is due already. */
async function drain(ctx: Context, channel: Channel): Promise<{ isMore: boolean }> {
  const drained = await Promise.all([deliverDue(ctx, { channel }), deliverNotices(ctx, { channel })]);
  const now = ctx.now();
  return { isMore: drained.some(({ dueAt }) => dueAt !== null && dueAt <= now) };
}
