import "server-only";
import { findAccount } from "@/db/queries/accounts";
import { isAllowedRole } from "@/lib/access/permissions";
import type { Account } from "@/lib/access/schema";
import type { Alert } from "@/lib/alerts/schema";
import { AppError } from "@/lib/kernel/errors";
import type { Unit } from "@/lib/server/context";

/** An account's id, the caller's own, or nobody. */
export type Assignee = number | "me" | null;

/**
 * Whom an alert is given to: somebody there who may act and sees its brand.
 * @throws AppError `invalid` with field `account_id`.
 */
export async function findAssignee(
  { db, actor }: Unit,
  { alert, accountId }: { alert: Alert; accountId: Assignee },
): Promise<{ id: number; name: string } | null> {
  if (accountId === null) return null;
  const own = actor.kind === "account" ? actor.id : actor.kind === "token" ? actor.account.id : null;
  const id = accountId === "me" ? own : accountId;
  const account = id === null ? null : await findAccount(db, id);
  const why = refusalOf(account, alert);
  if (account === null || why !== null)
    throw new AppError("invalid", `account_id: ${why}; expected an operator's, such as "me"`, { field: "account_id" });
  return { id: account.id, name: account.name };
}

function refusalOf(account: Account | null, { brand }: Alert): string | null {
  if (account === null || account.isDisabled) return "there is no such account";
  if (!isAllowedRole(account.role, "alerts:act")) return `${account.name} is ${account.role} and may not act on alerts`;
  if (brand !== null && account.brands !== "all" && !account.brands.includes(brand))
    return `${account.name} does not see the brand ${brand}`;
  return null;
}
