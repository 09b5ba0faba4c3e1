import "server-only";
import { listAddresses, toAddress } from "@/db/queries/contacts";
import { contactAddresses } from "@/db/schema";
import { maskPersonal } from "@/lib/access/mask";
import { AppError, invariant } from "@/lib/kernel/errors";
import { type AddressKind, type ContactAddress, MOST_ADDRESSES } from "@/lib/preferences/address";
import type { Unit } from "@/lib/server/context";

interface KeepInput {
  accountId: number;
  kind: AddressKind;
  value: string;
  /** The input that named it. */
  field: string;
}

/**
 * Adds an address to an account's own, not verified; call with the account locked. Null where it is there already.
 * @throws AppError `invalid` for more than `MOST_ADDRESSES` of a kind.
 */
export async function keepAddress(unit: Unit, input: KeepInput): Promise<ContactAddress | null> {
  const { accountId, kind, value, field } = input;
  const own = (await listAddresses(unit.db, accountId)).filter((address) => address.kind === kind);
  if (own.some((address) => address.value === value)) return null;
  if (own.length >= MOST_ADDRESSES) {
    const what = kind === "email" ? "e-mail addresses" : "telephone numbers";
    throw new AppError(
      "invalid",
      `${field}: you have ${own.length} ${what}, the most there may be: remove one first.`,
      {
        field,
      },
    );
  }
  const values = { accountId, kind, value, createdAt: unit.now() };
  const [row] = await unit.db.insert(contactAddresses).values(values).returning();
  invariant(row !== undefined, "an added address is returned");
  const details = { id: row.id, kind, address: maskPersonal(value) };
  unit.tell.audit({ action: "address/added", subject: `account:${accountId}`, details });
  return toAddress(row);
}
