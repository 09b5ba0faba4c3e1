import "server-only";
import { createHash } from "node:crypto";
import type { SubscribedBrowser } from "@/db/queries/browsers";
import type { BrowserWire } from "@/lib/preferences/browser";

/** A browser as its owner sees it. */
export function answerBrowser({ id, browser, endpoint, createdAt, lastSeenAt }: SubscribedBrowser): BrowserWire {
  return {
    id,
    browser,
    fingerprint: createHash("sha256").update(endpoint).digest("hex").slice(0, 16),
    created_at: createdAt.toISOString(),
    last_seen_at: lastSeenAt?.toISOString() ?? null,
  };
}
