import "server-only";
import { runService } from "@/inngest/adapter";
import { inngest } from "@/inngest/client";
import { updateMoney as update } from "@/lib/server/services/alerts/update-money";

/** What open alerts cost, every minute; the next run mends one that failed. */
export const updateMoney = inngest.createFunction(
  { id: "update-money", triggers: [{ cron: "* * * * *" }], concurrency: 1, retries: 0 },
  async ({ step }) => step.run("update", () => runService({ name: "update-money" }, update)),
);
