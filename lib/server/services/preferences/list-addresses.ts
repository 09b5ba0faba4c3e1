import "server-only";
import { listAddresses } from "@/db/queries/contacts";
import type { AddressWire } from "@/lib/preferences/address";
import type { Context } from "@/lib/server/context";
import { answerAddresses } from "./address-answer";
import { ownAccountId } from "./own-account";

/** What the caller added beside the account's own mailbox. */
export async function readAddresses(ctx: Context): Promise<AddressWire[]> {
  return answerAddresses(ctx, await listAddresses(ctx.db, ownAccountId(ctx)));
}
