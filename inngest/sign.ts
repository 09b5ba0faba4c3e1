import { createHash, createHmac } from "node:crypto";

/** JSON with sorted keys and no blanks (RFC 8785); numbers and strings are ECMAScript's own, as the standard asks. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(",")}}`;
}

/**
 * The value of `x-inngest-signature`: HMAC-SHA256 over the canonical body and the time, valid for five minutes each way.
 * `body` must be plain JSON, or the text that is sent; `at` is the true time, whatever clock the executor runs on.
 */
export function sign(body: unknown, signingKey: string, at: Date): string {
  const seconds = Math.round(at.getTime() / 1000);
  const text = typeof body === "string" ? body : canonicalJson(body);
  const digest = createHmac("sha256", withoutPrefix(signingKey)).update(text).update(String(seconds)).digest("hex");
  return `t=${seconds}&s=${digest}`;
}

/** What an app shows a server as its bearer token: the key's hash behind the key's own prefix. */
export function hashSigningKey(signingKey: string): string {
  const key = withoutPrefix(signingKey);
  const prefix = signingKey.slice(0, signingKey.length - key.length);
  return `${prefix}${createHash("sha256").update(Buffer.from(key, "hex")).digest("hex")}`;
}

function withoutPrefix(signingKey: string): string {
  return signingKey.replace(/^signkey-\w+-/, "");
}
