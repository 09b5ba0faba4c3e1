import { describe, expect, it } from "vitest";
import { addMs, MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import { NewAddress } from "./address-body";
import { checkCode, nextCodeAt } from "./check-code";

const SENT = new Date("2026-11-20T09:00:00Z");
const code = (changes: { tries?: number } = {}) => ({
  hash: "right",
  sentAt: SENT,
  expiresAt: addMs(SENT, 15 * MINUTE_MS),
  tries: 0,
  ...changes,
});
const check = (entered: string, afterMs: number, tries = 0) =>
  checkCode({ verifiedAt: null, code: code({ tries }) }, entered, addMs(SENT, afterMs));

describe("a code that is entered", () => {
  it.each([
    ["right", 0, 0, { kind: "verified" }],
    ["right", 15 * MINUTE_MS - 1, 4, { kind: "verified" }],
    ["right", 15 * MINUTE_MS, 0, { kind: "refused", because: "expired" }],
    ["wrong", 0, 0, { kind: "wrong", triesLeft: 4 }],
    ["wrong", 0, 4, { kind: "wrong", triesLeft: 0 }],
    ["right", 0, 5, { kind: "refused", because: "too many tries" }],
  ])("%s, %d ms after it was sent, with %d tries before", (entered, afterMs, tries, verdict) => {
    expect(check(entered, afterMs, tries)).toEqual(verdict);
  });

  it("needs one that was sent, and an address that is not verified yet", () => {
    expect(checkCode({ verifiedAt: null, code: null }, "right", SENT)).toMatchObject({ because: "no code was sent" });
    expect(checkCode({ verifiedAt: SENT, code: code() }, "right", SENT)).toMatchObject({ because: "verified before" });
  });

  it("is sent anew after a minute", () => {
    expect(nextCodeAt({ code: null }, SENT)).toBeNull();
    expect(nextCodeAt({ code: code() }, addMs(SENT, 59 * SECOND_MS))).toEqual(addMs(SENT, MINUTE_MS));
    expect(nextCodeAt({ code: code() }, addMs(SENT, MINUTE_MS))).toBeNull();
  });
});

describe("an address", () => {
  it("is an e-mail in lower case, or a number with its country code", () => {
    expect(NewAddress.parse({ kind: "email", value: "Mara@Aurora.example" }).value).toBe("mara@aurora.example");
    for (const wrong of [
      { kind: "email", value: "mara" },
      { kind: "phone", value: "070 123 41 88" },
      { kind: "fax", value: "+46701234188" },
    ])
      expect(NewAddress.safeParse(wrong).success).toBe(false);
  });
});
