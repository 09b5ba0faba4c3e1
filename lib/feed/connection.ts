import { assertNever } from "@/lib/kernel/errors";

/** How a reader in a browser stands with the feed. All instants are epoch ms. */
export interface Connection {
  state: "connecting" | "live" | "reconnecting" | "paused" | "offline";
  /** When the figures on the screen were last renewed; null before the first event. */
  updatedAt: number | null;
  /** Since when there has been no connection; null while there is one. */
  brokenAt: number | null;
  /** Events held back while paused. */
  waiting: number;
}

export type ConnectionEvent =
  | { kind: "opened" }
  | { kind: "received" }
  /** `isOnline` is the browser's word on whether it has a network at all. */
  | { kind: "broke"; isOnline: boolean }
  /** The session has ended: it is not tried again. */
  | { kind: "refused" }
  | { kind: "paused" }
  | { kind: "resumed" };

export const NOT_YET_CONNECTED: Connection = { state: "connecting", updatedAt: null, brokenAt: null, waiting: 0 };

/** A pause holds the figures, not the connection: what breaks meanwhile shows when it ends. */
export function moveConnection(before: Connection, event: ConnectionEvent, now: number): Connection {
  switch (event.kind) {
    case "opened":
      return { ...before, brokenAt: null, state: before.state === "paused" ? "paused" : "live" };
    case "received":
      if (before.state === "paused") return { ...before, waiting: before.waiting + 1 };
      return { ...before, state: "live", brokenAt: null, updatedAt: now };
    case "broke": {
      const brokenAt = before.brokenAt ?? now;
      if (before.state === "paused") return { ...before, brokenAt };
      return { ...before, brokenAt, state: event.isOnline ? "reconnecting" : "offline" };
    }
    case "refused":
      return { ...before, state: "offline", brokenAt: before.brokenAt ?? now };
    case "paused":
      return { ...before, state: "paused", waiting: 0 };
    case "resumed": {
      const updatedAt = before.waiting > 0 ? now : before.updatedAt;
      return { ...before, state: before.brokenAt === null ? "live" : "reconnecting", updatedAt, waiting: 0 };
    }
    default:
      return assertNever(event);
  }
}

/** How long to wait before connection attempt `attempt` (1, 2, …) in ms: a second, doubled up to half a minute. */
export function reconnectDelayMs(attempt: number): number {
  return Math.min(1_000 * 2 ** (attempt - 1), 30_000);
}
