import "server-only";
import { findAccount } from "@/db/queries/accounts";
import { lockPreferences, toPreferencesRow, toSavedPreferences } from "@/db/queries/preferences";
import { adminNotificationPreferences } from "@/db/schema";
import { maskPersonal } from "@/lib/access/mask";
import { invariant } from "@/lib/kernel/errors";
import { applyBody, type PreferencesBody } from "@/lib/preferences/body";
import type { PreferencesWire } from "@/lib/preferences/wire";
import type { Context, Unit } from "@/lib/server/context";
import { keepAddress } from "./keep-address";
import { ownAccountId } from "./own-account";
import { presentPreferences } from "./present";
import { answerOf, type PreferencesAnswer } from "./read";

/**
 * Changes the caller's own preferences; what the body leaves out stays. An address they name for the first time is added
 * to the caller's own, and passed over until its code was entered.
 * @throws AppError `invalid` naming the field.
 */
export async function savePreferences(ctx: Context, body: PreferencesBody): Promise<PreferencesAnswer> {
  const accountId = ownAccountId(ctx);
  return ctx.unit(async (unit) => {
    const now = unit.now();
    const before = await lockPreferences(unit.db, accountId);
    const after = applyBody(await presentPreferences(unit, accountId, before), body);
    await keepNamed(unit, accountId, after);
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
      details: { before: before === null ? null : masked(before.preferences), after: masked(after) },
    });
    const kept = toSavedPreferences(saved);
    return answerOf(accountId, { saved: kept, preferences: kept.preferences }, now);
  });
}

async function keepNamed(unit: Unit, accountId: number, { email, phone }: PreferencesWire): Promise<void> {
  const account = await findAccount(unit.db, accountId);
  if (email !== null && email !== account?.email)
    await keepAddress(unit, { accountId, kind: "email", value: email, field: "email" });
  if (phone !== null) await keepAddress(unit, { accountId, kind: "phone", value: phone, field: "phone" });
}

/** As the audit log keeps them, which others read. */
function masked(preferences: PreferencesWire): PreferencesWire {
  const { email, phone } = preferences;
  return { ...preferences, email: email && maskPersonal(email), phone: phone && maskPersonal(phone) };
}
