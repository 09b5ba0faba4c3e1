import { describe, expect, it } from "vitest";
import { type LinkClaims, readLink, signLink } from "./link-token";

const KEY = Buffer.alloc(32, 7);
const claims: LinkClaims = {
  alertId: 42,
  accountId: 7,
  triggeredAt: new Date("2026-11-20T09:00:00Z"),
  expiresAt: new Date("2026-11-21T09:00:05Z"),
};
const token = signLink(KEY, claims);

describe("the token of a link", () => {
  it("is short, fit for an address, and the same each time", () => {
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(signLink(KEY, claims)).toBe(token);
    expect(readLink(KEY, token)).toEqual(claims);
  });

  it("is another one for another alert, person, raise or end", () => {
    const others: Partial<LinkClaims>[] = [
      { alertId: 43 },
      { accountId: 8 },
      { triggeredAt: new Date("2026-11-20T09:00:01Z") },
      { expiresAt: new Date("2026-11-21T09:00:06Z") },
    ];
    const made = others.map((changes) => signLink(KEY, { ...claims, ...changes }));
    expect(new Set([token, ...made]).size).toBe(5);
  });

  it("means nothing when a single character of it differs, or under another key", () => {
    for (let at = 0; at < token.length; at += 1) {
      const other = token.charAt(at) === "A" ? "B" : "A";
      expect(readLink(KEY, token.slice(0, at) + other + token.slice(at + 1))).toBeNull();
    }
    expect(readLink(Buffer.alloc(32, 8), token)).toBeNull();
  });

  it.each(["", "x", `${token}A`, `${token}=`, token.slice(0, 42), ` ${token}`, "é".repeat(43)])(
    "means nothing as %j",
    (text) => {
      expect(readLink(KEY, text)).toBeNull();
    },
  );
});
