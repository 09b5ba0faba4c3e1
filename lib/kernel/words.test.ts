import { describe, expect, it } from "vitest";
import { asSentence, inWords, properName } from "./words";

describe("a key in words", () => {
  it("stands in a sentence or begins one", () => {
    expect(inWords("bank_transfer")).toBe("bank transfer");
    expect(asSentence("provider_timeout")).toBe("Provider timeout");
    expect(asSentence("")).toBe("");
  });

  it("is a name where it names somebody", () => {
    expect(properName("lucky-harbour")).toBe("Lucky Harbour");
    expect(properName("nordpay")).toBe("Nordpay");
  });
});
