import { database } from "@/lib/server/database";
import { createLogger } from "@/lib/server/log";

const log = createLogger({ level: "silent" });

/**
 * The embedded executor and the relay on the functions that tell alerts. They read the environment when they are loaded, so
 * call it once that is set.
 */
export async function startTelling(): Promise<{ stop: () => Promise<void> }> {
  const { inngest } = await import("@/inngest/client");
  const { functions } = await import("@/inngest/functions/all");
  const { requestHandler } = await import("@/inngest/handler");
  const { startEmbedded } = await import("@/inngest/embedded/start");
  const { Relay } = await import("@/inngest/relay");
  const { transport, useEngineFetch } = await import("@/inngest/transport");
  const { db } = database();
  const telling = functions.filter((fn) =>
    /plan-notifications|deliver-notification|escalate-alert|audit|sweep/.test(fn.id()),
  );
  const handle = requestHandler({ client: inngest, functions: telling });
  const endpoint = { url: "http://functions.bench/api/inngest", signingKey: transport().signingKey, handle };
  const executor = await startEmbedded({ db, endpoint, log, useFetch: useEngineFetch });
  const relay = new Relay({ db, send: (events) => inngest.send(events), log });
  relay.start();
  return {
    async stop() {
      await relay.stop();
      await executor.stop();
      await database().close();
    },
  };
}
