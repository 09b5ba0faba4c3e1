import "server-only";
import { runService } from "@/inngest/adapter";
import { inngest } from "@/inngest/client";
import { planHistoryPurge, purgeTarget } from "@/lib/server/services/history/purge";

const name = "purge-history";

/** Once a day, when the fewest play: each table is a step, so that one that fails leaves the others done. */
export const purgeHistory = inngest.createFunction(
  { id: name, triggers: [{ cron: "17 4 * * *" }], concurrency: 1 },
  async ({ step }) => {
    const targets = await step.run("plan", () => runService({ name }, planHistoryPurge));
    const removed: Record<string, number> = {};
    for (const target of targets) {
      removed[target] = await step.run(`purge-${target}`, () =>
        runService({ name }, (ctx) => purgeTarget(ctx, target)),
      );
    }
    return removed;
  },
);
