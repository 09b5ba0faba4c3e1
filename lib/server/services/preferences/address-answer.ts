import "server-only";
import { domainToUnicode } from "node:url";
import { findAccount } from "@/db/queries/accounts";
import { findPreferences } from "@/db/queries/preferences";
import { unreadyChannels } from "@/lib/notifications/readiness";
import {
  type AddressKind,
  type AddressWire,
  CHANNEL_OF,
  type ContactAddress,
  MOST_TRIES,
} from "@/lib/preferences/address";
import type { Context } from "@/lib/server/context";
import { type Env, env } from "@/lib/server/env";

/** The channels' variables; absent, the process's own. A test names its mail server. */
export type Settings = Env;

/** Addresses as their owner sees them. */
export async function answerAddresses(
  ctx: Context,
  addresses: readonly ContactAddress[],
  settings: Settings = env(),
): Promise<AddressWire[]> {
  const [owner] = addresses;
  if (owner === undefined) return [];
  const saved = await findPreferences(ctx.db, owner.accountId);
  const chosen: readonly (string | null)[] = [saved?.preferences.email ?? null, saved?.preferences.phone ?? null];
  const whyNot = await whyNoCode(ctx, owner.accountId, settings);
  return addresses.map((address) => ({
    id: address.id,
    kind: address.kind,
    value: address.value,
    shown_as: shownAs(address),
    verified_at: address.verifiedAt?.toISOString() ?? null,
    is_chosen: chosen.includes(address.value),
    code: codeOf(address, ctx.now()),
    no_code_because: address.verifiedAt === null ? whyNot(address) : null,
  }));
}

/** Answers of each address why no code can be sent to it, as a sentence; null where one can. */
export async function whyNoCode(
  { db }: Context,
  accountId: number,
  settings: Settings = env(),
): Promise<(address: { kind: AddressKind; value: string }) => string | null> {
  const account = await findAccount(db, accountId);
  const unready = unreadyChannels(settings);
  return ({ kind, value }) => {
    if (account?.isDemo !== false || value.endsWith("@demo.invalid"))
      return "Demo accounts are never mailed or texted, so no code can be sent.";
    const reason = unready[CHANNEL_OF[kind]];
    return reason === undefined ? null : `No code can be sent: ${reason}.`;
  };
}

function shownAs({ kind, value }: ContactAddress): string {
  const at = value.lastIndexOf("@");
  return kind === "email" ? `${value.slice(0, at)}@${domainToUnicode(value.slice(at + 1))}` : value;
}

function codeOf({ code, verifiedAt }: ContactAddress, now: Date): AddressWire["code"] {
  if (code === null || verifiedAt !== null || code.expiresAt <= now) return null;
  const { sentAt, expiresAt, tries } = code;
  return {
    sent_at: sentAt.toISOString(),
    expires_at: expiresAt.toISOString(),
    tries_left: Math.max(0, MOST_TRIES - tries),
  };
}
