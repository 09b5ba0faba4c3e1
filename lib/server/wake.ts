import "server-only";
import { EventEmitter } from "node:events";
import { processWide } from "./process-wide";

/** What a unit of work may have left behind for a listener in this process. */
export type WakeReason = "outbox" | "feed";

function emitter(): EventEmitter {
  return processWide("wake", () => new EventEmitter().setMaxListeners(0));
}

/** Fired after commit, never before. A lost wake costs latency only: every listener also sweeps. */
export function wake(reason: WakeReason): void {
  emitter().emit(reason);
}

/** @returns a function that stops listening. */
export function onWake(reason: WakeReason, listener: () => void): () => void {
  emitter().on(reason, listener);
  return () => emitter().off(reason, listener);
}
