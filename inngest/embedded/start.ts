import type { Database } from "@/db/client";
import type { Logger } from "@/lib/server/log";
import { planCrons } from "./cron";
import { type Endpoint, register } from "./dispatch";
import { Executor } from "./executor";
import { createIntake } from "./intake";
import { readStatus } from "./status";

export interface EmbeddedOptions {
  db: Database;
  endpoint: Endpoint;
  log: Logger;
  /** Takes over the client's requests. */
  useFetch: (fetch: typeof globalThis.fetch) => void;
  /** In development the functions change under way: ask for them again this often. */
  registerEveryMs?: number;
}

/**
 * Starts the embedded executor on our own functions.
 * @throws Error when they do not answer yet, or one has an option that is not supported.
 */
export async function startEmbedded({ db, endpoint, log, useFetch, registerEveryMs }: EmbeddedOptions) {
  const now = () => new Date();
  const executor = new Executor({ db, endpoint, functions: await register(endpoint), log, now });
  useFetch(createIntake({ db, now, onEvents: () => executor.wake() }));
  executor.start();
  const timer = registerEveryMs === undefined ? undefined : setInterval(() => void refresh(), registerEveryMs).unref();
  const refresh = async () => {
    try {
      const functions = await register(endpoint);
      executor.useFunctions(functions);
      if (executor.isHolder) await planCrons(db, new Map(functions.map((fn) => [fn.id, fn])), now());
    } catch (error) {
      log.warn({ err: error }, "the functions could not be registered again; the former ones stay");
    }
  };
  return {
    stop: async () => {
      clearInterval(timer);
      await executor.stop();
    },
    status: () => readStatus(db, executor, now()),
  };
}
