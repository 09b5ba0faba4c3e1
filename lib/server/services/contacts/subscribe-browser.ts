import "server-only";
import { isIP } from "node:net";
import { listBrowsers, lockEndpoint, toBrowser } from "@/db/queries/browsers";
import { findPreferences } from "@/db/queries/preferences";
import { pushSubscriptions } from "@/db/schema";
import { AppError, invariant } from "@/lib/kernel/errors";
import type { BrowserWire, NewBrowser } from "@/lib/preferences/browser";
import type { Context, Unit } from "@/lib/server/context";
import { type Env, env } from "@/lib/server/env";
import { isPrivateAddress } from "@/lib/server/http/special-purpose";
import { ownAccountId } from "@/lib/server/services/preferences/own-account";
import { savePreferences } from "@/lib/server/services/preferences/save";
import { answerBrowser } from "./browser-answer";

const MOST_BROWSERS = 20;

/**
 * Switches push on in a browser of the caller's, or sees it again. A browser that somebody else used before is theirs who
 * signed in last, as long as it names the same keys.
 * @throws AppError `invalid` for an endpoint we do not call, `conflict` for an endpoint that is another browser's.
 */
export async function subscribeBrowser(ctx: Context, given: NewBrowser, settings: Env = env()): Promise<BrowserWire> {
  refuseOwnNetwork(given.endpoint, settings);
  const accountId = ownAccountId(ctx);
  const { endpoint, browser } = given;
  const keys = { p256dh: given.keys.p256dh.replace("=", ""), auth: given.keys.auth.replace("==", "") };
  return ctx.unit(async (unit) => {
    const present = await lockEndpoint(unit.db, endpoint);
    const isNew = present === null || present.isEnded || present.accountId !== accountId;
    if (present !== null && present.accountId !== accountId && !present.isEnded && !isSame(present, keys))
      throw new AppError("conflict", "endpoint: another browser is known by it.", { field: "endpoint" });
    if (isNew && (await listBrowsers(unit.db, accountId)).length >= MOST_BROWSERS)
      throw new AppError("conflict", `You have ${MOST_BROWSERS} browsers already: remove one first.`);
    const now = unit.now();
    const row = { accountId, ...keys, browser, lastSeenAt: now, endedAt: null };
    const [saved] = await unit.db
      .insert(pushSubscriptions)
      .values({ ...row, endpoint, createdAt: now })
      .onConflictDoUpdate({ target: pushSubscriptions.endpoint, set: row })
      .returning();
    invariant(saved !== undefined, "a saved browser is returned");
    const subject = `account:${accountId}`;
    if (isNew) {
      unit.tell.audit({ action: "push/subscribed", subject, details: { browser, id: saved.id } });
      await switchChannelOn(unit, accountId);
    }
    return answerBrowser(toBrowser(saved));
  });
}

/** Who switches push on in a browser wants to hear by it, whatever they saved before. */
async function switchChannelOn(unit: Unit, accountId: number): Promise<void> {
  const saved = await findPreferences(unit.db, accountId);
  if (saved !== null && !saved.preferences.push_notifications)
    await savePreferences(unit, { push_notifications: true });
}

function isSame(present: { p256dh: string; auth: string }, keys: { p256dh: string; auth: string }): boolean {
  return present.p256dh === keys.p256dh && present.auth === keys.auth;
}

/** Names are judged when they are called, by what they then resolve to. */
function refuseOwnNetwork(endpoint: string, { WEBHOOK_ALLOW_PRIVATE }: Env): void {
  if (WEBHOOK_ALLOW_PRIVATE) return;
  const { protocol, hostname } = new URL(endpoint);
  const host = hostname.replace(/^\[|\]$/g, "");
  const isOwn = host === "localhost" || host.endsWith(".localhost") || (isIP(host) !== 0 && isPrivateAddress(host));
  if (protocol === "https:" && !isOwn) return;
  const sentence = "endpoint: expected https and an address of the internet, unless WEBHOOK_ALLOW_PRIVATE=1 is set.";
  throw new AppError("invalid", sentence, { field: "endpoint" });
}
