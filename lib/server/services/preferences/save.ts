import "server-only";
import { lockPreferences, toPreferencesRow, toSavedPreferences } from "@/db/queries/preferences";
import { adminNotificationPreferences } from "@/db/schema";
import { invariant } from "@/lib/kernel/errors";
import { applyBody, type PreferencesBody } from "@/lib/preferences/body";
import { DEFAULT_PREFERENCES } from "@/lib/preferences/wire";
import type { Context } from "@/lib/server/context";
import { ownAccountId } from "./own-account";
import { answerOf, type PreferencesAnswer } from "./read";

/**
 * Changes the caller's own preferences; what the body leaves out stays.
 * @throws AppError `invalid` naming the field.
 */
export async function savePreferences(ctx: Context, body: PreferencesBody): Promise<PreferencesAnswer> {
  const accountId = ownAccountId(ctx);
  return ctx.unit(async (unit) => {
    const now = unit.now();
    const before = await lockPreferences(unit.db, accountId);
    const after = applyBody(before?.preferences ?? DEFAULT_PREFERENCES, body);
    const row = { ...toPreferencesRow(after), updatedAt: now };
    const [saved] = await unit.db
      .insert(adminNotificationPreferences)
      .values({ ...row, adminUserId: accountId, createdAt: now })
      .onConflictDoUpdate({ target: adminNotificationPreferences.adminUserId, set: row })
      .returning();
    invariant(saved !== undefined, "saved preferences are returned");
    unit.tell.audit({
      action: "preferences/saved",
      subject: `account:${accountId}`,
      details: { before: before?.preferences ?? null, after },
    });
    return answerOf(accountId, toSavedPreferences(saved), now);
  });
}
