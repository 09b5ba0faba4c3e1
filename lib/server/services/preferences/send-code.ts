import "server-only";
import { createHash, randomInt } from "node:crypto";
import { eq } from "drizzle-orm";
import { countCodes, lockAddress, toAddress } from "@/db/queries/contacts";
import { contactAddresses } from "@/db/schema";
import { maskPersonal } from "@/lib/access/mask";
import { AppError, invariant } from "@/lib/kernel/errors";
import { addMs, HOUR_MS, SECOND_MS } from "@/lib/kernel/time";
import type { NoticeContent } from "@/lib/notifications/notice";
import { type AddressWire, CHANNEL_OF, CODE_TTL_MS, type ContactAddress } from "@/lib/preferences/address";
import { nextCodeAt } from "@/lib/preferences/check-code";
import { publicUrl } from "@/lib/server/access/session-cookie";
import type { Context, Unit } from "@/lib/server/context";
import { planNotice } from "@/lib/server/services/notifications/plan-notice";
import { answerAddresses, type Settings, whyNoCode } from "./address-answer";
import { ownAccountId } from "./own-account";

/** Of one account to whatever addresses: nobody is to be flooded by adding and removing. */
const MOST_CODES_AN_HOUR = 10;

/** As it is stored: salted with the address's id, so that equal codes differ. */
export function hashCode(addressId: number, code: string): string {
  return createHash("sha256").update(`${addressId}/${code}`).digest("hex");
}

/**
 * Sends another code to one of the caller's addresses.
 * @throws AppError `not-found`, `conflict` for one that is verified, `limited` within a minute, `unavailable` where none can
 * be sent.
 */
export async function resendCode(ctx: Context, { id }: { id: number }, settings?: Settings): Promise<AddressWire> {
  const accountId = ownAccountId(ctx);
  const cannot = await whyNoCode(ctx, accountId, settings);
  const sent = await ctx.unit(async (unit) => {
    const address = await lockAddress(unit.db, { accountId, id });
    if (address === null) throw new AppError("not-found", `You have no address ${id}.`, { field: "id" });
    if (address.verifiedAt !== null)
      throw new AppError("conflict", "This address is verified already: it needs no code.", { field: "id" });
    const why = cannot(address);
    if (why !== null) throw new AppError("unavailable", why);
    return sendCode(unit, address);
  });
  const [answer] = await answerAddresses(ctx, [sent], settings);
  invariant(answer !== undefined, "an address has an answer");
  return answer;
}

/**
 * Makes a code for an address and queues the message; the code before counts no more.
 * @throws AppError `limited` within a minute of the last, or for too many an hour.
 */
export async function sendCode(unit: Unit, address: ContactAddress): Promise<ContactAddress> {
  const { id, accountId, kind, value } = address;
  const now = unit.now();
  await refuseTooMany(unit, address, now);
  const code = String(randomInt(1_000_000)).padStart(6, "0");
  const expiresAt = addMs(now, CODE_TTL_MS);
  const [row] = await unit.db
    .update(contactAddresses)
    .set({ codeHash: hashCode(id, code), codeSentAt: now, codeExpiresAt: expiresAt, tries: 0 })
    .where(eq(contactAddresses.id, id))
    .returning();
  invariant(row !== undefined, "a locked address is there");
  await planNotice(unit, {
    kind: "code",
    key: `code/${id}/${now.toISOString()}`,
    recipient: `account:${accountId}`,
    channel: CHANNEL_OF[kind],
    address: value,
    content: contentOf(code),
    expiresAt,
  });
  const details = { id, kind, address: maskPersonal(value) };
  unit.tell.audit({ action: "address/code-sent", subject: `account:${accountId}`, details });
  return toAddress(row);
}

async function refuseTooMany({ db }: Unit, address: ContactAddress, now: Date): Promise<void> {
  const at = nextCodeAt(address, now);
  if (at !== null) {
    const retryAfterSeconds = Math.ceil((at.getTime() - now.getTime()) / SECOND_MS);
    const sentence = `A code was sent less than a minute ago: ask again in ${retryAfterSeconds} s.`;
    throw new AppError("limited", sentence, { details: { retryAfterSeconds } });
  }
  const codes = await countCodes(db, address.accountId, addMs(now, -HOUR_MS));
  if (codes >= MOST_CODES_AN_HOUR)
    throw new AppError("limited", `You asked for ${codes} codes within an hour, the most there may be: try later.`, {
      details: { retryAfterSeconds: HOUR_MS / SECOND_MS },
    });
}

function contentOf(code: string): NoticeContent {
  return {
    title: `${code} is your Pitboss code`,
    lines: [
      "Enter it on the page Preferences within 15 minutes, so that alerts may come to this address.",
      "If you did not ask for it, you need do nothing: without the code nothing else is sent here.",
    ],
    link: new URL("/preferences", publicUrl()).href,
    severity: "info",
    isSilent: false,
  };
}
