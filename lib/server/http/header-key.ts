import "server-only";
import { createHash } from "node:crypto";

/** Resend's limit, the lowest of those we know. */
const LONGEST = 256;

/** An idempotency key as a header can carry it: one that is too long or not ASCII, such as by an address, is a hash of it. */
export function headerKey(key: string): string {
  if (key.length <= LONGEST && /^[!-~]+$/.test(key)) return key;
  return `pitboss/sha256-${createHash("sha256").update(key).digest("hex")}`;
}
