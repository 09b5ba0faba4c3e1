import "server-only";
import { runService } from "@/inngest/adapter";
import { inngest } from "@/inngest/client";
import { releaseMuted } from "@/lib/server/services/silences/release";
import { warnOfEnds } from "@/lib/server/services/silences/warn";

/** Within a minute of an end what still burns is told, and what a new silence covers is hidden. */
export const releaseMutedAlerts = inngest.createFunction(
  { id: "release-muted", triggers: [{ cron: "* * * * *" }], concurrency: 1 },
  async ({ step }) => {
    const name = "release-muted";
    const released = await step.run("release", () => runService({ name }, releaseMuted));
    const warned = await step.run("warn", () => runService({ name }, warnOfEnds));
    return { ...released, warned };
  },
);
