import "server-only";
import { runService } from "@/inngest/adapter";
import { inngest } from "@/inngest/client";
import { runDrills } from "@/lib/server/services/drills/run";

/** Every hour: it is Wednesday, 10:00, somewhere else each time. */
export const runDrill = inngest.createFunction(
  { id: "run-drill", triggers: [{ cron: "0 * * * *" }], concurrency: 1 },
  async ({ step }) => ({
    planned: await step.run("drill", () => runService({ name: "run-drill" }, (ctx) => runDrills(ctx))),
  }),
);
