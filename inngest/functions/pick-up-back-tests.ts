import "server-only";
import { runService } from "@/inngest/adapter";
import { inngest } from "@/inngest/client";
import { pickUpBackTests as pickUp } from "@/lib/server/services/back-tests/pick-up";

/** The net under back-test: what a crash left goes on. */
export const pickUpBackTests = inngest.createFunction(
  { id: "pick-up-back-tests", triggers: [{ cron: "*/5 * * * *" }], concurrency: 1 },
  ({ step }) => step.run("pick-up", () => runService({ name: "pick-up-back-tests" }, pickUp)),
);
