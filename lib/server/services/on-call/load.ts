import "server-only";
import { listAccountsOf } from "@/db/queries/accounts";
import { listOverrides, listRotations } from "@/db/queries/on-call";
import { isAllowedRole } from "@/lib/access/permissions";
import { ROLES } from "@/lib/access/schema";
import type { Override, Rotation } from "@/lib/on-call/schema";
import type { Context } from "@/lib/server/context";

/** Every rotation with what is needed to say who is on call from an instant on. */
export interface Roster {
  rotations: readonly Rotation[];
  /** Those that end after the instant. */
  overrides: readonly Override[];
  /** By account id, of everybody who can sign in. */
  names: ReadonlyMap<number, string>;
  /** Whether an account is still there and may act: a shift of one that is not is nobody's. */
  isThere: (accountId: number) => boolean;
}

export async function loadRoster({ db }: Pick<Context, "db">, since: Date): Promise<Roster> {
  const accounts = await listAccountsOf(db, ROLES);
  const callable = new Set(accounts.filter(({ role }) => isAllowedRole(role, "alerts:act")).map(({ id }) => id));
  return {
    rotations: await listRotations(db),
    overrides: await listOverrides(db, since),
    names: new Map(accounts.map(({ id, name }) => [id, name])),
    isThere: (accountId) => callable.has(accountId),
  };
}
