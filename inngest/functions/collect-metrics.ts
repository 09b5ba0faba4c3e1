import "server-only";
import { runService } from "@/inngest/adapter";
import { inngest } from "@/inngest/client";
import { consoleStarted } from "@/inngest/events";
import { collectionCron } from "@/lib/metrics/window";
import { intervalMs } from "@/lib/server/figures";
import { collectTick } from "@/lib/server/services/metrics/collect-tick";
import { planCollection } from "@/lib/server/services/metrics/plan-collection";

const name = "collect-metrics";

/**
 * The four-second loop: a run makes the collections of its minute, each a step, and sleeps from one to the next. A start
 * runs the ticks left of the present minute. A collection that fails is counted; the run goes on with the next.
 */
export const collectMetrics = inngest.createFunction(
  {
    id: name,
    triggers: [{ cron: collectionCron(intervalMs()) }, consoleStarted],
    concurrency: 1,
    priority: { run: "600" },
    retries: 0,
  },
  async ({ event, step }) => {
    const of = event.name === "console/started" ? "start" : "minute";
    const plan = await step.run("plan", () => runService({ name }, (ctx) => planCollection(ctx, { of })));
    const outcomes = { collected: 0, skipped: plan.skipped, failed: 0 };
    for (const [index, tick] of plan.ticks.entries()) {
      if (index > 0 || !plan.isFirstDue) await step.sleepUntil(`tick-${index}`, tick);
      const kind = await step
        .run(`collect-${index}`, () => runService({ name }, (ctx) => collectTick(ctx, { at: new Date(tick) })))
        .then(
          (outcome) => outcome.kind,
          () => "failed" as const,
        );
      outcomes[kind] += 1;
    }
    return outcomes;
  },
);
