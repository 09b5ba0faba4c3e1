import type { Account } from "@/lib/access/schema";
import type { Alert } from "@/lib/alerts/schema";

/**
 * Where a signed link of a message stands: it can be used (`open`), or why not. The alert is shown only to whom the link
 * was sent while they may still see it.
 */
export type LinkStanding =
  | { kind: "open"; expiresAt: Date; account: Account; alert: Alert }
  | { kind: "used"; at: Date; account: Account; alert: Alert }
  /** Somebody has it, or it is over. */
  | { kind: "acknowledged" | "resolved"; account: Account; alert: Alert }
  | { kind: "expired"; at: Date }
  | { kind: "refused"; words: string }
  /** Not one of ours, or cut short on its way. */
  | { kind: "broken" };
