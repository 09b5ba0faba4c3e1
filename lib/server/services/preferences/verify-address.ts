import "server-only";
import { eq, sql } from "drizzle-orm";
import { lockAddress, toAddress } from "@/db/queries/contacts";
import { contactAddresses } from "@/db/schema";
import { maskPersonal } from "@/lib/access/mask";
import { AppError, invariant } from "@/lib/kernel/errors";
import { type AddressWire, type ContactAddress, MOST_TRIES } from "@/lib/preferences/address";
import { type CodeVerdict, checkCode } from "@/lib/preferences/check-code";
import type { Context, Unit } from "@/lib/server/context";
import { answerAddresses } from "./address-answer";
import { ownAccountId } from "./own-account";
import { hashCode } from "./send-code";

/**
 * Takes the code of one of the caller's addresses, which is used from then on where the preferences name it.
 * @throws AppError `not-found`; `invalid` for a wrong code, which counts as a try; `conflict` where no code is open.
 */
export async function verifyAddress(ctx: Context, { id, code }: { id: number; code: string }): Promise<AddressWire> {
  const accountId = ownAccountId(ctx);
  // A wrong try is kept, so the refusal is thrown after its unit.
  const { verdict, address } = await ctx.unit(async (unit) => {
    const present = await lockAddress(unit.db, { accountId, id });
    if (present === null) throw new AppError("not-found", `You have no address ${id}.`, { field: "id" });
    const answer = checkCode(present, hashCode(id, code), unit.now());
    return { verdict: answer, address: await note(unit, present, answer) };
  });
  if (verdict.kind !== "verified") throw refusalOf(verdict);
  const [answer] = await answerAddresses(ctx, [address]);
  invariant(answer !== undefined, "an address has an answer");
  return answer;
}

async function note(unit: Unit, address: ContactAddress, verdict: CodeVerdict): Promise<ContactAddress> {
  const { id, accountId, kind, value } = address;
  if (verdict.kind === "refused") return address;
  const isVerified = verdict.kind === "verified";
  const [row] = await unit.db
    .update(contactAddresses)
    .set(
      isVerified
        ? { verifiedAt: unit.now(), codeHash: null, codeSentAt: null, codeExpiresAt: null, tries: 0 }
        : { tries: sql`${contactAddresses.tries} + 1` },
    )
    .where(eq(contactAddresses.id, id))
    .returning();
  invariant(row !== undefined, "a locked address is there");
  const action = isVerified ? "address/verified" : "address/code-refused";
  unit.tell.audit({ action, subject: `account:${accountId}`, details: { id, kind, address: maskPersonal(value) } });
  return toAddress(row);
}

function refusalOf(verdict: Exclude<CodeVerdict, { kind: "verified" }>): AppError {
  if (verdict.kind === "wrong") {
    const { triesLeft } = verdict;
    const then = triesLeft === 0 ? "ask for another code" : `${triesLeft} of ${MOST_TRIES} tries left`;
    return new AppError("invalid", `code: this is not the code that was sent: ${then}.`, {
      field: "code",
      details: { triesLeft },
    });
  }
  const sentences = {
    "verified before": "This address is verified already.",
    "no code was sent": "No code was sent to this address: ask for one.",
    expired: "The code is older than 15 minutes: ask for another.",
    "too many tries": `The code was tried ${MOST_TRIES} times: ask for another.`,
  };
  return new AppError("conflict", sentences[verdict.because], { field: "code" });
}
