import { describe, expect, it } from "vitest";
import { maskEmail, maskPersonal } from "./mask";

describe("what logs may show", () => {
  it.each([
    ["ana@x.test", "a…@x.test"],
    ["mail to <ana.b@x.test> failed", "mail to <a…@x.test> failed"],
    ["no address at all", "no address at all"],
  ])("%s becomes %s", (text, masked) => {
    expect(maskEmail(text)).toBe(masked);
  });

  it("hides tokens and the passwords of servers", () => {
    expect(maskPersonal("Bearer pb_abc123 at postgres://pitboss:s3cret@db.x.test/p")).toBe(
      "Bearer pb_… at postgres://pitboss:…@db.x.test/p",
    );
  });
});
