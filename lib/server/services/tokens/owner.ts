import "server-only";
import { findAccount, findAccountByEmail, findFirstAdmin } from "@/db/queries/accounts";
import type { Account } from "@/lib/access/schema";
import { AppError } from "@/lib/kernel/errors";
import type { Context } from "@/lib/server/context";

interface Choice {
  /** Asked for by name: it must be there. */
  email?: string;
  /** `ADMIN_EMAIL`: where no such account was made, the first admin stands in. */
  defaultEmail?: string;
}

/**
 * Whom a new token acts as.
 * @throws AppError `not-found` when the one named, or any admin at all, is missing.
 */
export async function chooseTokenOwner(ctx: Context, { email, defaultEmail }: Choice): Promise<Account> {
  if (email !== undefined) {
    const named = await findAccountByEmail(ctx.db, email);
    if (named !== null && !named.account.isDisabled) return named.account;
    throw new AppError("not-found", `There is no account ${email} that may sign in.`, { field: "admin" });
  }
  const byDefault = defaultEmail === undefined ? null : await findAccountByEmail(ctx.db, defaultEmail);
  if (byDefault !== null && !byDefault.account.isDisabled) return byDefault.account;
  const first = await findFirstAdmin(ctx.db);
  if (first !== null) return first;
  throw new AppError("not-found", "There is no admin yet: start the console once with npm run up.", { field: "admin" });
}

/** The account behind a caller, for the tokens it makes for itself. */
export async function ownAccount({ db, actor }: Context): Promise<Account> {
  const id = actor.kind === "account" ? actor.id : actor.kind === "token" ? actor.account.id : 0;
  const account = await findAccount(db, id);
  if (account !== null) return account;
  throw new AppError("forbidden", "Only an account can own a token.");
}
