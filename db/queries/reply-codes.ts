import { and, count, eq, gt, inArray, lt, lte, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { replyCodes, signInFailures } from "@/db/schema";

/** What a text message to a number is answered with, for one alert and person. */
export interface ReplyCode {
  phone: string;
  code: string;
  alertId: number;
  accountId: number;
  expiresAt: Date;
  usedAt: Date | null;
}

type OfAlert = Pick<ReplyCode, "phone" | "alertId" | "accountId">;

/** The code that a number has for an alert and that counts; another message about the alert prolongs it. */
export async function prolongCode(
  db: Queryable,
  { phone, alertId, accountId, expiresAt, now }: OfAlert & { expiresAt: Date; now: Date },
): Promise<string | null> {
  const [row] = await db
    .update(replyCodes)
    .set({ expiresAt: sql`greatest(${replyCodes.expiresAt}, ${expiresAt.toISOString()}::timestamptz)`, usedAt: null })
    .where(
      and(
        eq(replyCodes.phone, phone),
        eq(replyCodes.alertId, alertId),
        eq(replyCodes.accountId, accountId),
        gt(replyCodes.expiresAt, now),
      ),
    )
    .returning({ code: replyCodes.code });
  return row?.code ?? null;
}

/** Takes a code for an alert; false where it counts for another alert of the number. One that expired is free again. */
export async function takeCode(db: Queryable, code: Omit<ReplyCode, "usedAt">, now: Date): Promise<boolean> {
  const rows = await db
    .insert(replyCodes)
    .values(code)
    .onConflictDoUpdate({
      target: [replyCodes.phone, replyCodes.code],
      set: { alertId: code.alertId, accountId: code.accountId, expiresAt: code.expiresAt, usedAt: null },
      setWhere: lte(replyCodes.expiresAt, now),
    })
    .returning({ code: replyCodes.code });
  return rows.length > 0;
}

/** Codes that nobody answers with any more, with the numbers they were sent to. */
export async function dropCodes(db: Queryable, { expiredBefore }: { expiredBefore: Date }): Promise<void> {
  await db.delete(replyCodes).where(lt(replyCodes.expiresAt, expiredBefore));
}

/** What codes of a number stand for; one that was never given is left out. */
export function findCodes(
  db: Queryable,
  { phone, codes }: { phone: string; codes: readonly string[] },
): Promise<ReplyCode[]> {
  return db
    .select()
    .from(replyCodes)
    .where(and(eq(replyCodes.phone, phone), inArray(replyCodes.code, [...codes])));
}

export async function markCodeUsed(db: Queryable, { phone, code }: ReplyCode, at: Date): Promise<void> {
  await db
    .update(replyCodes)
    .set({ usedAt: at })
    .where(and(eq(replyCodes.phone, phone), eq(replyCodes.code, code)));
}

/** Codes a number sent since `since` that were none. */
export async function countWrongCodes(db: Queryable, phone: string, since: Date): Promise<number> {
  const [row] = await db
    .select({ wrong: count() })
    .from(signInFailures)
    .where(and(eq(signInFailures.subject, subjectOf(phone)), gt(signInFailures.at, since)));
  return row?.wrong ?? 0;
}

/** Kept with the other failures to prove who one is; old ones go by the way. */
export async function noteWrongCode(
  db: Queryable,
  phone: string,
  { at, since }: { at: Date; since: Date },
): Promise<void> {
  await db
    .delete(signInFailures)
    .where(and(eq(signInFailures.subject, subjectOf(phone)), lt(signInFailures.at, since)));
  await db.insert(signInFailures).values({ subject: subjectOf(phone), at });
}

function subjectOf(phone: string): string {
  return `phone:${phone}`;
}
