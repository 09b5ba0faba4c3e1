import "server-only";
import { runService } from "@/inngest/adapter";
import { inngest } from "@/inngest/client";
import { sweepRules } from "@/lib/server/services/rules/sweep";

/** The sweep: judges what was recorded and not judged. Each collection judges its own samples by the same service. */
export const evaluateRules = inngest.createFunction(
  {
    id: "evaluate-rules",
    triggers: [{ cron: "* * * * *" }],
    concurrency: 1,
    priority: { run: "600" },
  },
  ({ step }) => step.run("sweep", () => runService({ name: "evaluate-rules" }, sweepRules)),
);
