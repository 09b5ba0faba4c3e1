import "server-only";
import { runService } from "@/inngest/adapter";
import { inngest } from "@/inngest/client";
import { tellHandOffs } from "@/lib/server/services/on-call/tell-hand-offs";
import { warnOfGaps } from "@/lib/server/services/on-call/warn-of-gaps";

/** Within a minute of a change of who is on call both are told; the day before a gap admins are. */
export const handOff = inngest.createFunction(
  { id: "hand-off", triggers: [{ cron: "* * * * *" }], concurrency: 1 },
  async ({ step }) => {
    const name = "hand-off";
    const told = await step.run("tell", () => runService({ name }, (ctx) => tellHandOffs(ctx)));
    const warned = await step.run("warn", () => runService({ name }, (ctx) => warnOfGaps(ctx)));
    return { told, warned };
  },
);
