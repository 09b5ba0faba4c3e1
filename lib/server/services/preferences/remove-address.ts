import "server-only";
import { and, eq } from "drizzle-orm";
import { toAddress } from "@/db/queries/contacts";
import { lockPreferences } from "@/db/queries/preferences";
import { adminNotificationPreferences, contactAddresses } from "@/db/schema";
import { maskPersonal } from "@/lib/access/mask";
import { AppError } from "@/lib/kernel/errors";
import type { ContactAddress } from "@/lib/preferences/address";
import type { Context, Unit } from "@/lib/server/context";
import { ownAccountId } from "./own-account";

/**
 * Takes one of the caller's addresses away; where the preferences named it they name none of its kind after.
 * @throws AppError `not-found` for none of this id.
 */
export async function removeAddress(ctx: Context, { id }: { id: number }): Promise<{ id: number }> {
  const accountId = ownAccountId(ctx);
  return ctx.unit(async (unit) => {
    const saved = await lockPreferences(unit.db, accountId);
    const [row] = await unit.db
      .delete(contactAddresses)
      .where(and(eq(contactAddresses.id, id), eq(contactAddresses.accountId, accountId)))
      .returning();
    if (row === undefined) throw new AppError("not-found", `You have no address ${id}.`, { field: "id" });
    const address = toAddress(row);
    const wasChosen = saved?.preferences[address.kind] === address.value;
    if (wasChosen) await chooseNone(unit, address);
    unit.tell.audit({
      action: "address/removed",
      subject: `account:${accountId}`,
      details: {
        id,
        kind: address.kind,
        address: maskPersonal(address.value),
        verified: address.verifiedAt !== null,
        chosen: wasChosen,
      },
    });
    return { id };
  });
}

/** The preferences name none of its kind any more. */
async function chooseNone({ db, now }: Unit, { accountId, kind }: ContactAddress): Promise<void> {
  await db
    .update(adminNotificationPreferences)
    .set({ ...(kind === "email" ? { email: null } : { phone: null }), updatedAt: now() })
    .where(eq(adminNotificationPreferences.adminUserId, accountId));
}
