import "server-only";
import { runService } from "@/inngest/adapter";
import { inngest } from "@/inngest/client";
import { alertEscalated, alertTriggered, measureRequested } from "@/inngest/events";
import { callRun } from "@/lib/server/services/measures/call-run";
import { requestRun } from "@/lib/server/services/measures/request-run";

/** More than a run ever takes, with rounds lost to another's lease. */
const MAX_ROUNDS = 20;

/** An alert's occasion asks for its rule's measure; a measure that was asked for and may be is called until it is settled. */
export const runMeasure = inngest.createFunction(
  { id: "run-measure", triggers: [alertTriggered, alertEscalated, measureRequested] },
  async ({ event, step }) => {
    const service = { name: "run-measure", correlationId: event.data.correlationId };
    if ("alertId" in event.data) {
      const { alertId } = event.data;
      const occasion = event.name === "alert/escalated" ? "escalated" : "triggered";
      return step.run("request", () => runService(service, (ctx) => requestRun(ctx, { alertId, occasion })));
    }
    const { runId } = event.data;
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const called = await step.run(`call-${round}`, () => runService(service, (ctx) => callRun(ctx, { runId })));
      if (called.kind !== "again") return called;
      await step.sleepUntil(`until-${round}`, called.at);
    }
    return { kind: "nothing" as const };
  },
);
