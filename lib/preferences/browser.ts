import { z } from "zod";

const ENDPOINT = "expected the address of a push service, such as https://updates.push.services.mozilla.com/wpush/v2/…";
const KEYS = "expected the subscription's keys in base64url, p256dh with 87 characters and auth with 22";
const NAME = "expected what you call it, such as Firefox on Android";

/** A browser to push to, as `PushSubscription.toJSON()` writes it, and what its owner calls it. */
export const NewBrowser = z.object({
  endpoint: z.url(ENDPOINT).max(1_000, ENDPOINT),
  keys: z.object(
    { p256dh: z.string(KEYS).regex(/^B[\w-]{86}=?$/, KEYS), auth: z.string(KEYS).regex(/^[\w-]{22}(==)?$/, KEYS) },
    KEYS,
  ),
  browser: z.string(NAME).trim().min(1, NAME).max(80, NAME),
});
export type NewBrowser = z.infer<typeof NewBrowser>;

/** A browser as its owner sees it. Its endpoint is what pushes to it, so it is told by a fingerprint only. */
export interface BrowserWire {
  id: number;
  browser: string;
  /** The first 16 hex digits of the endpoint's SHA-256: a browser finds itself by it. */
  fingerprint: string;
  created_at: string;
  /** When it last opened the console's preferences or was switched on. */
  last_seen_at: string | null;
}

/** Whether a browser can be switched on, and those that are. */
export interface PushWire {
  /** What a browser subscribes with; null where push is not configured, and then `reason` says what to set. */
  public_key: string | null;
  reason: string | null;
  browsers: BrowserWire[];
}
