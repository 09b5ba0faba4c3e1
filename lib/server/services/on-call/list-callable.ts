import "server-only";
import { listAccountsOf } from "@/db/queries/accounts";
import { isAllowedRole } from "@/lib/access/permissions";
import { type Account, ROLES } from "@/lib/access/schema";
import type { Context } from "@/lib/server/context";

/** Everybody who can be on call, by name: who can sign in and may act on alerts. */
export function listCallable({ db }: Pick<Context, "db">): Promise<Account[]> {
  return listAccountsOf(
    db,
    ROLES.filter((role) => isAllowedRole(role, "alerts:act")),
  );
}
