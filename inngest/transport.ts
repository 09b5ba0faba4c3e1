import "server-only";
import { randomBytes } from "node:crypto";
import { processWide } from "@/lib/server/process-wide";

/** Where the client's requests go at present, and the keys both sides know. */
export interface Transport {
  fetch: typeof globalThis.fetch;
  readonly eventKey: string;
  readonly signingKey: string;
}

/**
 * One for the process: Next bundles the client several times, and each copy must reach the engine that instrumentation
 * started. Until one starts, sending fails and the sender retries.
 */
export function transport(): Transport {
  return processWide<Transport>("inngest-transport", () => ({
    fetch: () => Promise.reject(new Error("No engine for background work has started yet.")),
    eventKey: randomBytes(16).toString("hex"),
    signingKey: `signkey-embedded-${randomBytes(32).toString("hex")}`,
  }));
}

/** Every later request of every client of this process goes through `fetch`. */
export function useEngineFetch(fetch: Transport["fetch"]): void {
  transport().fetch = fetch;
}
