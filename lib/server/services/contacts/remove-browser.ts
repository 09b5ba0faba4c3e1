import "server-only";
import { and, eq } from "drizzle-orm";
import { toBrowser } from "@/db/queries/browsers";
import { pushSubscriptions } from "@/db/schema";
import { AppError } from "@/lib/kernel/errors";
import type { BrowserWire } from "@/lib/preferences/browser";
import type { Context } from "@/lib/server/context";
import { ownAccountId } from "@/lib/server/services/preferences/own-account";
import { answerBrowser } from "./browser-answer";

/**
 * Pushes to one of the caller's browsers no more.
 * @throws AppError `not-found` for one that is not theirs.
 */
export async function removeBrowser(ctx: Context, { id }: { id: number }): Promise<BrowserWire> {
  const accountId = ownAccountId(ctx);
  return ctx.unit(async (unit) => {
    const [removed] = await unit.db
      .delete(pushSubscriptions)
      .where(and(eq(pushSubscriptions.id, id), eq(pushSubscriptions.accountId, accountId)))
      .returning();
    if (removed === undefined) throw new AppError("not-found", `You have no browser ${id}.`, { field: "id" });
    const { browser } = removed;
    unit.tell.audit({ action: "push/removed", subject: `account:${accountId}`, details: { browser, id } });
    return answerBrowser(toBrowser(removed));
  });
}
