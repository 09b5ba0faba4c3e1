import { describe, expect, it } from "vitest";
import { judgeSupport, type PushFacts } from "./push-support";

const facts = (changes: Partial<PushFacts> = {}): PushFacts => ({
  isSecure: true,
  hasPush: true,
  permission: "default",
  userAgent: "Firefox/140.0",
  ...changes,
});

describe("whether push can be switched on", () => {
  it("is so where the browser has it and nobody blocked it", () => {
    expect(judgeSupport(facts())).toEqual({ kind: "ready" });
    expect(judgeSupport(facts({ permission: "granted" }))).toEqual({ kind: "ready" });
  });

  it.each([
    [{ isSecure: false, hasPush: false }, "unsupported", "https"],
    [{ hasPush: false }, "unsupported", "use a recent Chrome"],
    [{ hasPush: false, userAgent: "Mozilla/5.0 (iPhone; CPU)" }, "unsupported", "home screen"],
    [{ permission: "denied" }, "denied", "blocked in this browser"],
  ] as const)("says what to do where it is not: %j", (changes, kind, words) => {
    expect(judgeSupport(facts(changes))).toMatchObject({ kind, reason: expect.stringContaining(words) });
  });
});
