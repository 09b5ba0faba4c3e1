import { addMs } from "@/lib/kernel/time";
import { CODE_PAUSE_MS, type ContactAddress, MOST_TRIES } from "./address";

export type CodeVerdict =
  | { kind: "verified" }
  | { kind: "wrong"; triesLeft: number }
  | { kind: "refused"; because: "verified before" | "no code was sent" | "expired" | "too many tries" };

/** What entering a code does. `hash` is of what was entered; a code counts before its end and for so many tries. */
export function checkCode(
  { verifiedAt, code }: Pick<ContactAddress, "verifiedAt" | "code">,
  hash: string,
  now: Date,
): CodeVerdict {
  if (verifiedAt !== null) return { kind: "refused", because: "verified before" };
  if (code === null) return { kind: "refused", because: "no code was sent" };
  if (code.expiresAt <= now) return { kind: "refused", because: "expired" };
  if (code.tries >= MOST_TRIES) return { kind: "refused", because: "too many tries" };
  return code.hash === hash ? { kind: "verified" } : { kind: "wrong", triesLeft: MOST_TRIES - code.tries - 1 };
}

/** When an address may get its next code; null where it may now. */
export function nextCodeAt({ code }: Pick<ContactAddress, "code">, now: Date): Date | null {
  if (code === null) return null;
  const at = addMs(code.sentAt, CODE_PAUSE_MS);
  return at > now ? at : null;
}
