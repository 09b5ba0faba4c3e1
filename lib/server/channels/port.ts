import "server-only";
import type { Message } from "@/lib/notifications/compose/message";
import type { Readiness } from "@/lib/notifications/readiness";
import type { Receipt } from "@/lib/notifications/schema";

/** A browser as its push service knows it: where to post, and the keys to encrypt with (RFC 8291). */
export interface Browser {
  id: number;
  endpoint: string;
  p256dh: string;
  auth: string;
}

/** What a channel is given. */
export interface OutgoingMessage extends Message {
  /** E-mail address or telephone number; null where the channel is the recipient, or the person's browsers are. */
  to: string | null;
  /** What a push goes to. */
  browsers?: readonly Browser[];
  /** When the attempt begins: what a signature is made with. */
  at: Date;
}

/** Hands a message to its provider. Never throws for a refusal: that is a receipt. */
export type Send = (message: OutgoingMessage) => Promise<Receipt>;

/** One way out of the house; `send` is there only where it is ready. Only `notifications/deliver` holds one. */
export type ChannelPort =
  | {
      readiness: Extract<Readiness, { kind: "ready" }>;
      send: Send;
      /** Attempts at once through this channel at most; what it keeps open is bounded by it. */
      concurrency: number;
    }
  | { readiness: Extract<Readiness, { kind: "not-configured" }> };
