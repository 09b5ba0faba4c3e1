import "server-only";
import { eq } from "drizzle-orm";
import { accounts } from "@/db/schema";
import type { PasswordChange } from "@/lib/access/password-change";
import { AppError } from "@/lib/kernel/errors";
import { checkPassword } from "@/lib/server/access/check-password";
import { hashPassword } from "@/lib/server/access/password";
import type { Context } from "@/lib/server/context";

/**
 * Gives the acting person a new password and ends all his sessions, this one too. His tokens stay.
 * @throws AppError `forbidden` for who is no person, `invalid` naming `current` when that is wrong, `limited` after
 * too many wrong ones.
 */
export async function changePassword(
  ctx: Context,
  { current, next, address }: PasswordChange & { address: string },
): Promise<void> {
  const { actor } = ctx;
  if (actor.kind !== "account") throw new AppError("forbidden", "Only who is signed in can change his password.");
  const verdict = await checkPassword(ctx, { email: actor.email, address }, { password: current });
  if (verdict.kind === "wrong") {
    throw new AppError("invalid", "current: this is not your present password", { field: "current" });
  }
  const passwordHash = await hashPassword(next);
  await ctx.unit(async (unit) => {
    await verdict.forget(unit);
    const changed = { passwordHash, passwordChangedAt: unit.now(), updatedAt: unit.now() };
    await unit.db.update(accounts).set(changed).where(eq(accounts.id, actor.id));
    unit.tell.audit({ action: "account/password-changed", subject: `account:${actor.id}` });
  });
}
