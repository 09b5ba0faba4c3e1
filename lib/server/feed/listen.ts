import "server-only";
import { Client } from "pg";
import type { Logger } from "@/lib/server/log";

/** Told by every unit that wrote feed events; see `Told.write` in context.ts. */
const FEED_CHANNEL = "pitboss_feed";
const RETRY_MS = 5_000;

/**
 * Hears other processes' events at once. It needs a connection of its own, unpooled; while that is broken the hub's
 * poll goes on alone.
 * @returns a function that stops listening.
 */
export function listenForFeed({ url, log, onNotice }: { url: string; log: Logger; onNotice: () => void }): () => void {
  let client: Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let hasStopped = false;
  const connect = () => {
    const connecting = new Client({ connectionString: url, application_name: "pitboss-feed" });
    client = connecting;
    connecting.on("notification", onNotice);
    connecting.on("error", (error) => log.warn({ error: error.message }, "feed: the listening connection broke"));
    connecting.on("end", () => {
      if (!hasStopped && client === connecting) timer = setTimeout(connect, RETRY_MS);
    });
    // A failed connect ends the client, which tries again above; what came meanwhile is read at once.
    connecting
      .connect()
      .then(
        () => connecting.query(`listen ${FEED_CHANNEL}`),
        () => undefined,
      )
      .then(onNotice, () => undefined);
  };
  connect();
  return () => {
    hasStopped = true;
    clearTimeout(timer);
    client?.end().catch(() => undefined);
  };
}
