import "server-only";
import { runService } from "@/inngest/adapter";
import { inngest } from "@/inngest/client";
import { vacuumEmbedded as vacuum } from "@/lib/server/services/history/vacuum";

/** Every ten minutes; on a Postgres server it finds nothing to do. */
export const vacuumEmbedded = inngest.createFunction(
  { id: "vacuum-embedded", triggers: [{ cron: "7,17,27,37,47,57 * * * *" }], concurrency: 1 },
  ({ step }) => step.run("vacuum", () => runService({ name: "vacuum-embedded" }, (ctx) => vacuum(ctx))),
);
