import { z } from "zod";
import { MINUTE_MS } from "@/lib/kernel/time";

export const ADDRESS_KINDS = ["email", "phone"] as const;
export const AddressKind = z.enum(ADDRESS_KINDS);
export type AddressKind = z.infer<typeof AddressKind>;

/** How many addresses of a kind an account keeps at most. */
export const MOST_ADDRESSES = 5;
/** How long a code counts. */
export const CODE_TTL_MS = 15 * MINUTE_MS;
/** How often one code may be tried. */
export const MOST_TRIES = 5;
/** How long before an address gets another code. */
export const CODE_PAUSE_MS = MINUTE_MS;

/** An address somebody gave beside the account's own. It is used once its code was entered. */
export interface ContactAddress {
  id: number;
  accountId: number;
  kind: AddressKind;
  value: string;
  verifiedAt: Date | null;
  /** The code that is open; null where none was sent, or it was used. */
  code: { hash: string; sentAt: Date; expiresAt: Date; tries: number } | null;
  createdAt: Date;
}

/** What the channel of an address is called. */
export const CHANNEL_OF = { email: "email", phone: "sms" } as const satisfies Record<AddressKind, string>;

/** An address as the API says it, to its owner. */
export const AddressWire = z.object({
  id: z.number(),
  kind: AddressKind,
  value: z.string(),
  /** The value for reading: an international domain in its own script. */
  shown_as: z.string(),
  verified_at: z.string().nullable(),
  /** Whether the preferences name it: what is not verified yet is passed over until it is. */
  is_chosen: z.boolean(),
  code: z.object({ sent_at: z.string(), expires_at: z.string(), tries_left: z.number() }).nullable(),
  /** Why no code can be sent to it now, as a sentence. */
  no_code_because: z.string().nullable(),
});
export type AddressWire = z.infer<typeof AddressWire>;
