import "server-only";
import { runService } from "@/inngest/adapter";
import { inngest } from "@/inngest/client";
import { backTestRequested } from "@/inngest/events";
import { advanceBackTest, failBackTest } from "@/lib/server/services/back-tests/advance";

const name = "back-test";
/** A step works for seconds, so this is an hour and more; what is left then is picked up and goes on. */
const MOST_STEPS = 900;

const FAULT = "The back-test could not go on; the log says why. Start it anew.";

/** One back-test at a time, a few seconds of it a step: the collections come first. */
export const backTest = inngest.createFunction(
  { id: name, triggers: [backTestRequested], concurrency: 1, retries: 2 },
  async ({ event, step }) => {
    const { backTestId: id, correlationId } = event.data;
    for (let round = 0; round < MOST_STEPS; round += 1) {
      const outcome = await step
        .run(`advance-${round}`, () => runService({ name, correlationId }, (ctx) => advanceBackTest(ctx, { id })))
        .then(
          ({ isOver }) => (isOver ? "over" : "goes on"),
          () => "failed" as const,
        );
      if (outcome === "goes on") continue;
      if (outcome === "failed")
        await step.run("fail", () =>
          runService({ name, correlationId }, (ctx) => failBackTest(ctx, { id, error: FAULT })),
        );
      return { id, outcome, steps: round + 1 };
    }
    return { id, outcome: "goes on", steps: MOST_STEPS };
  },
);
