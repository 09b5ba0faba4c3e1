import "server-only";
import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { SECOND_MS } from "@/lib/kernel/time";
import { env } from "@/lib/server/env";

/** What a link stands for: one person may acknowledge one alert until it expires. Instants are whole seconds. */
export interface LinkClaims {
  alertId: number;
  accountId: number;
  /** Of the alert, so that a number that was given anew means nothing. */
  triggeredAt: Date;
  expiresAt: Date;
}

const FIELDS = 4;
const CLAIMS_BYTES = FIELDS * 4;
/** 128 bits of HMAC-SHA256 (RFC 2104, 5): a text message has no room for more, and nobody guesses them. */
const MAC_BYTES = 16;
const PURPOSE = "pitboss/acknowledge-link/v1";

/** The house's key of links; null where the house has no secret, and then no links are written. */
export function linkKey(): Buffer | null {
  const { SECRETS_KEY, NEXTAUTH_SECRET } = env();
  const secret = SECRETS_KEY ?? NEXTAUTH_SECRET;
  return secret === undefined ? null : Buffer.from(hkdfSync("sha256", secret, "", PURPOSE, 32));
}

/** Equal claims make an equal token, so that a message that is tried again stays the same. 43 characters of base64url. */
export function signLink(key: Buffer, { alertId, accountId, triggeredAt, expiresAt }: LinkClaims): string {
  const claims = Buffer.alloc(CLAIMS_BYTES);
  for (const [index, value] of [alertId, accountId, toSeconds(triggeredAt), toSeconds(expiresAt)].entries())
    claims.writeUInt32BE(value, index * 4);
  return Buffer.concat([claims, macOf(key, claims)]).toString("base64url");
}

/** Null for what was not signed with this key. Whether it has expired is the caller's to judge. */
export function readLink(key: Buffer, token: string): LinkClaims | null {
  const bytes = Buffer.from(token, "base64url");
  // Decoding is lenient: only what is written as we write it counts, so that a token has one spelling.
  if (bytes.length !== CLAIMS_BYTES + MAC_BYTES || bytes.toString("base64url") !== token) return null;
  const claims = bytes.subarray(0, CLAIMS_BYTES);
  if (!timingSafeEqual(bytes.subarray(CLAIMS_BYTES), macOf(key, claims))) return null;
  return {
    alertId: claims.readUInt32BE(0),
    accountId: claims.readUInt32BE(4),
    triggeredAt: new Date(claims.readUInt32BE(8) * SECOND_MS),
    expiresAt: new Date(claims.readUInt32BE(12) * SECOND_MS),
  };
}

export function toSeconds(at: Date): number {
  return Math.floor(at.getTime() / SECOND_MS);
}

function macOf(key: Buffer, claims: Buffer): Buffer {
  return createHmac("sha256", key).update(claims).digest().subarray(0, MAC_BYTES);
}
