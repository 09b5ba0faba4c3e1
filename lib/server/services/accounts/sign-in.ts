import "server-only";
import type { Attempt } from "@/db/queries/sign-in-failures";
import type { Account } from "@/lib/access/schema";
import { AppError } from "@/lib/kernel/errors";
import { mailboxKey } from "@/lib/kernel/mailbox";
import { checkPassword } from "@/lib/server/access/check-password";
import type { Context } from "@/lib/server/context";

/**
 * Signs somebody in, by the e-mail in any case. Refused attempts are audited, throttled ones only logged.
 * @throws AppError `limited` while the e-mail or the address has to wait, `unauthenticated` for everything else that
 * is wrong, without saying what.
 */
export async function signIn(
  ctx: Context,
  { email: typed, password, address }: Attempt & { password: string },
): Promise<Account> {
  const email = mailboxKey(typed);
  const verdict = await checkPassword(ctx, { email, address }, { password });
  if (verdict.kind === "wrong") {
    const subject = verdict.account === null ? undefined : `account:${verdict.account.id}`;
    const details = { email, address, reason: verdict.reason };
    await ctx.unit(async ({ tell }) => tell.audit({ action: "account/sign-in-refused", subject, details }));
    throw new AppError("unauthenticated", "The e-mail or the password is wrong.");
  }
  const { account, forget } = verdict;
  await ctx.unit(async (unit) => {
    await forget(unit);
    unit.tell.audit({ action: "account/signed-in", subject: `account:${account.id}`, details: { address } });
  });
  return account;
}
