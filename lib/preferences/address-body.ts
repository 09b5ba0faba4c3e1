import { z } from "zod";
import { mailboxField } from "@/lib/kernel/mailbox";

const MAIL = "expected an e-mail address, such as ana@casino.example";
const PHONE = "expected a number with + and country code, such as +35621234567";
const CODE = "expected the six digits of the message, such as 042917";

/** A mailbox is one in whatever case and form of its domain, so it is kept in one: see `parseMailbox`. */
export const EmailAddress = mailboxField(MAIL);

/** With country code, and without spaces. */
export const PhoneNumber = z.string(PHONE).regex(/^\+[1-9]\d{6,14}$/, PHONE);

/** An address to add: `{"kind": "phone", "value": "+35621234567"}`. */
export const NewAddress = z.discriminatedUnion(
  "kind",
  [
    z.object({ kind: z.literal("email"), value: EmailAddress }),
    z.object({ kind: z.literal("phone"), value: PhoneNumber }),
  ],
  "expected email or phone",
);
export type NewAddress = z.infer<typeof NewAddress>;

/** The code as somebody enters it, with or without spaces. */
export const CodeBody = z.object({
  code: z
    .string(CODE)
    .transform((text) => text.replace(/\s/g, ""))
    .pipe(z.string().regex(/^\d{6}$/, CODE)),
});
