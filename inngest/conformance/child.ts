import { openDatabase } from "@/db/client";
import { register } from "@/inngest/embedded/dispatch";
import { Executor } from "@/inngest/embedded/executor";
import { createIntake } from "@/inngest/embedded/intake";
import { requestHandler } from "@/inngest/handler";
import { createLogger } from "@/lib/server/log";
import { embeddedClient } from "./engine";
import { killFunctions } from "./kill-functions";

/**
 * An executor in a process of its own, to be killed: works on the database named first, tells its parent what its functions
 * do, and sends the events its parent tells it to.
 */
async function main(url: string): Promise<void> {
  const { db } = openDatabase({ url, max: 2 });
  const log = createLogger({ level: process.env.LOG_LEVEL ?? "silent" });
  const signingKey = "signkey-test-0123456789abcdef";
  let executor: Executor | undefined;
  const fetch = createIntake({ db, now: () => new Date(), onEvents: () => executor?.wake() });
  const client = embeddedClient({ signingKey, fetch });
  const tell = (what: string, subject: unknown) => process.send?.({ what, subject, pid: process.pid });
  const handle = requestHandler({ client, functions: killFunctions(client, tell) });
  const endpoint = { url: "http://child.test/api/inngest", signingKey, handle };
  executor = new Executor({ db, endpoint, functions: await register(endpoint), log });
  process.on("message", (event: { name: string; data: Record<string, unknown> }) => void client.send(event));
  process.once("SIGTERM", () => void executor?.stop().finally(() => process.exit(0)));
  executor.start();
  tell("ready", null);
}

await main(process.argv[2] ?? "");
