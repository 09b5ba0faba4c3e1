import "server-only";
import { findAccount } from "@/db/queries/accounts";
import { lockPreferences } from "@/db/queries/preferences";
import { AppError } from "@/lib/kernel/errors";
import type { AddressWire } from "@/lib/preferences/address";
import type { NewAddress } from "@/lib/preferences/address-body";
import type { Context } from "@/lib/server/context";
import { answerAddresses, type Settings, whyNoCode } from "./address-answer";
import { keepAddress } from "./keep-address";
import { ownAccountId } from "./own-account";
import { sendCode } from "./send-code";

/**
 * Adds an address to the caller's own and sends it a code; where none can be sent now, the answer says why.
 * @throws AppError `invalid` for the account's own mailbox or a sixth of a kind, `conflict` for one that is there.
 */
export async function addAddress(ctx: Context, address: NewAddress, settings?: Settings): Promise<AddressWire> {
  const accountId = ownAccountId(ctx);
  const cannot = await whyNoCode(ctx, accountId, settings);
  const added = await ctx.unit(async (unit) => {
    await lockPreferences(unit.db, accountId);
    const account = await findAccount(unit.db, accountId);
    if (account?.email === address.value)
      throw new AppError("invalid", "value: this is your account's own address, which needs no code.", {
        field: "value",
      });
    const kept = await keepAddress(unit, { accountId, ...address, field: "value" });
    if (kept === null)
      throw new AppError("conflict", `value: ${address.value} is among your addresses already.`, { field: "value" });
    return cannot(kept) === null ? sendCode(unit, kept) : kept;
  });
  const [answer] = await answerAddresses(ctx, [added], settings);
  if (answer === undefined) throw new AppError("not-found", "The address is gone.");
  return answer;
}
