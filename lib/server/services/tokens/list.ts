import "server-only";
import { listTokens } from "@/db/queries/tokens";
import { type ApiToken, limitOf } from "@/lib/access/schema";
import type { Context } from "@/lib/server/context";

/** An admin of all brands sees every token, anyone else their own; revoked ones too, so that the list tells what there was. */
export async function listVisibleTokens({ db, actor }: Context): Promise<ApiToken[]> {
  if (actor.kind === "system") return listTokens(db, {});
  const { id, role } = actor.kind === "account" ? actor : actor.account;
  return listTokens(db, role === "admin" && limitOf(actor) === null ? {} : { accountId: id });
}
