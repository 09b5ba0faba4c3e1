import "server-only";
import { runService } from "@/inngest/adapter";
import { inngest } from "@/inngest/client";
import { rollUpMetrics as rollUp } from "@/lib/server/services/metrics/roll-up";

/** Each minute: samples into minutes, minutes into hours. */
export const rollUpMetrics = inngest.createFunction(
  { id: "roll-up-metrics", triggers: [{ cron: "* * * * *" }], concurrency: 1 },
  ({ step }) => step.run("roll-up", () => runService({ name: "roll-up-metrics" }, rollUp)),
);
