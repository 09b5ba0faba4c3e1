import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanText, cutText } from "./clean-text";

const FAMILY = "👩‍👩‍👧‍👦";

describe("text from outside", () => {
  it.each([
    ["NUL and other controls", "a\u0000b\u0007c\u001b[31m\u0085d", 20, "abc[31md"],
    ["half an emoji", "down \ud83d", 20, "down "],
    ["the other half", "\ude00 up", 20, " up"],
    ["nothing of tab and line breaks", "a\tb\r\nc", 20, "a\tb\r\nc"],
    ["an emoji across the cut", "ab😀", 3, "ab😀"],
    ["an emoji beyond the cut", "abc😀", 3, "abc"],
    ["a family across the cut", `ab${FAMILY}`, 4, "ab"],
    ["an accent across the cut", "cafe\u0301", 4, "caf"],
    ["a flag across the cut", "ab🇲🇹", 3, "ab"],
    ["a heap of accents", `e${"\u0301".repeat(500)}`, 3, "e\u0301\u0301"],
    ["all of it", "abc", 0, ""],
  ])("loses %s", (_what, text, most, expected) => {
    expect(cleanText(text, most)).toBe(expected);
  });

  it("is within its length, whole and storable, whatever it was", () => {
    const anything = fc.string({ unit: "binary", maxLength: 200 }).map((text) => `${text}\ud800${text}\u0000`);
    fc.assert(
      fc.property(anything, fc.nat(300), (text, most) => {
        const cleaned = cleanText(text, most);
        expect([...cleaned].length).toBeLessThanOrEqual(most);
        expect(cleaned).not.toMatch(/\0|\p{Cs}/u);
        expect(cleanText(cleaned, most)).toBe(cleaned);
      }),
    );
  });

  it("is cut the same way wherever it is long", () => {
    expect(cutText("x".repeat(5_000_000), 3)).toBe("xxx");
    expect(cutText(FAMILY.repeat(1000), 50)).toBe(FAMILY.repeat(7));
  });
});
