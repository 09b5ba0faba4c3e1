import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { findAccount } from "@/db/queries/accounts";
import { findSetting } from "@/db/queries/settings";
import type { Account } from "@/lib/access/schema";
import { AppError } from "@/lib/kernel/errors";
import { publicUrl, sessionSecret } from "./session-cookie";

/** How often somebody made the old calendar links useless: the number is part of what is signed. */
export const CalendarLinks = z.object({ version: z.number().int() });

export function calendarLinksKey(accountId: number): string {
  return `calendar_links:${accountId}`;
}

/** Which of an account's links count now. */
export async function calendarVersion(db: Queryable, accountId: number): Promise<number> {
  return (await findSetting(db, calendarLinksKey(accountId), CalendarLinks))?.version ?? 1;
}

interface Named {
  rotationId: number;
  accountId: number;
  version: number;
}

/** What a calendar program subscribes to: a rotation's shifts, all or one's own, for whoever holds the address. */
export function calendarUrl(named: Named, which: "all" | "mine"): string {
  const url = new URL(`/api/v1/observability/on-call/rotations/${named.rotationId}/calendar.ics`, publicUrl());
  url.searchParams.set("token", `${named.accountId}.${named.version}.${sign(named)}`);
  if (which === "mine") url.searchParams.set("mine", "1");
  return url.href;
}

/**
 * Whose a calendar link is. It stops with the account, and when its owner makes new ones.
 * @throws AppError `unauthenticated` for a token that was not signed here, is old, or belongs to nobody any more.
 */
export async function readCalendarToken(
  db: Queryable,
  { rotationId, token }: { rotationId: number; token: string },
): Promise<Account> {
  const parsed = /^(\d{1,9})\.(\d{1,9})\.([\w-]{43})$/.exec(token);
  const named = { rotationId, accountId: Number(parsed?.[1]), version: Number(parsed?.[2]) };
  if (parsed !== null && isSigned(named, parsed[3] ?? "")) {
    const account = await findAccount(db, named.accountId);
    const isCurrent = (await calendarVersion(db, named.accountId)) === named.version;
    if (account !== null && !account.isDisabled && isCurrent) return account;
  }
  throw new AppError(
    "unauthenticated",
    "This calendar link does not count any more: ask for a new one on the escalation page.",
  );
}

function sign({ rotationId, accountId, version }: Named): string {
  return createHmac("sha256", sessionSecret())
    .update(`calendar/${rotationId}/${accountId}/${version}`)
    .digest("base64url");
}

function isSigned(named: Named, signature: string): boolean {
  const [given, ours] = [Buffer.from(signature), Buffer.from(sign(named))];
  return given.length === ours.length && timingSafeEqual(given, ours);
}
