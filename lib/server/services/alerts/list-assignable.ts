import "server-only";
import { listAccountsOf } from "@/db/queries/accounts";
import { isAllowedRole } from "@/lib/access/permissions";
import { ROLES } from "@/lib/access/schema";
import type { Context } from "@/lib/server/context";

/** Whom an alert of a brand can be given to. */
export interface Assignable {
  id: number;
  name: string;
}

/** Everybody who may act and sees the brand, by name. */
export async function listAssignable(ctx: Context, brand: string | null): Promise<Assignable[]> {
  const roles = ROLES.filter((role) => isAllowedRole(role, "alerts:act"));
  const accounts = await listAccountsOf(ctx.db, roles);
  return accounts
    .filter(({ brands }) => brand === null || brands === "all" || brands.includes(brand))
    .map(({ id, name }) => ({ id, name }));
}
