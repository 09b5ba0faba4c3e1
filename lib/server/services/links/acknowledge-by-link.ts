import "server-only";
import { keepUse } from "@/db/queries/used-links";
import { AppError } from "@/lib/kernel/errors";
import { addMs, DAY_MS } from "@/lib/kernel/time";
import type { LinkStanding } from "@/lib/notifications/link-standing";
import { hashToken } from "@/lib/server/access/authenticate";
import type { Context } from "@/lib/server/context";
import { commandAlert } from "@/lib/server/services/alerts/command";
import { actingContext } from "./acting-person";
import { readLinkStanding } from "./read-link";

/** Longer than any link counts after its use. */
const KEPT_MS = 2 * DAY_MS;

/**
 * Acknowledges an alert as the person a link was sent to, once. What came between is no fault: the answer is where the
 * link stands then.
 */
export async function acknowledgeByLink(house: Context, token: string): Promise<LinkStanding> {
  const standing = await readLinkStanding(house, token);
  if (standing.kind !== "open") return standing;
  const { account, alert } = standing;
  const ctx = actingContext(house, account, "link");
  try {
    await ctx.unit(async (unit) => {
      const use = { tokenHash: hashToken(token), alertId: alert.id, accountId: account.id, usedAt: unit.now() };
      // A second use at the same moment finds the first one's row, and leaves the alert alone.
      if (!(await keepUse(unit.db, use, { expiredBefore: addMs(use.usedAt, -KEPT_MS) }))) return;
      await commandAlert(unit, { alertId: alert.id, move: { command: "acknowledge" } });
    });
  } catch (error) {
    // Somebody was faster: the use is taken back with the rest, and the link says who has it.
    if (!(error instanceof AppError) || error.code !== "conflict") throw error;
  }
  return readLinkStanding(house, token);
}
