import { and, asc, count, eq, gt } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { contactAddresses, notices } from "@/db/schema";
import { AddressKind, type ContactAddress } from "@/lib/preferences/address";

/** What an account added, in order. */
export async function listAddresses(db: Queryable, accountId: number): Promise<ContactAddress[]> {
  const rows = await db
    .select()
    .from(contactAddresses)
    .where(eq(contactAddresses.accountId, accountId))
    .orderBy(asc(contactAddresses.id));
  return rows.map(toAddress);
}

/** One of the account's own, locked for the unit; null for none. */
export async function lockAddress(
  db: Queryable,
  { accountId, id }: { accountId: number; id: number },
): Promise<ContactAddress | null> {
  const [row] = await db
    .select()
    .from(contactAddresses)
    .where(and(eq(contactAddresses.id, id), eq(contactAddresses.accountId, accountId)))
    .for("update");
  return row === undefined ? null : toAddress(row);
}

/** How many codes an account asked for since `since`, also for addresses that are removed by now. */
export async function countCodes(db: Queryable, accountId: number, since: Date): Promise<number> {
  const { kind, recipient, createdAt } = notices;
  const [row] = await db
    .select({ codes: count() })
    .from(notices)
    .where(and(eq(kind, "code"), eq(recipient, `account:${accountId}`), gt(createdAt, since)));
  return row?.codes ?? 0;
}

export function toAddress(row: typeof contactAddresses.$inferSelect): ContactAddress {
  const { id, accountId, value, verifiedAt, codeHash, codeSentAt, codeExpiresAt, tries, createdAt } = row;
  const code =
    codeHash === null || codeSentAt === null || codeExpiresAt === null
      ? null
      : { hash: codeHash, sentAt: codeSentAt, expiresAt: codeExpiresAt, tries };
  return { id, accountId, kind: AddressKind.parse(row.kind), value, verifiedAt, code, createdAt };
}
