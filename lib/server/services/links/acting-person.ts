import "server-only";
import { findAccount } from "@/db/queries/accounts";
import { isAllowedRole } from "@/lib/access/permissions";
import type { Account, ActingBy } from "@/lib/access/schema";
import { actAs, type Context, scopeOf } from "@/lib/server/context";

/** Somebody who may act without a session, as their account is now; or why not, for them to read. */
export type ActingPerson = { kind: "person"; account: Account } | { kind: "nobody"; words: string };

/** Whoever an account belongs to, if it may still act on alerts. */
export async function findActingPerson({ db }: Context, accountId: number): Promise<ActingPerson> {
  const account = await findAccount(db, accountId);
  if (account === null || account.isDisabled)
    return { kind: "nobody", words: "Your account is switched off: ask an admin." };
  if (!isAllowedRole(account.role, "alerts:act"))
    return { kind: "nobody", words: `Your role ${account.role} may not act on alerts: ask an admin.` };
  return { kind: "person", account };
}

/** The context of what this person does, by a link or a text message. */
export function actingContext(house: Context, { id, name, email, role, brands }: Account, by: ActingBy): Context {
  return actAs(house, { actor: { kind: "account", id, name, email, role, by }, scope: scopeOf(brands) });
}
