import { describe, expect, it } from "vitest";
import { maskEmail, maskPath, maskPersonal } from "./mask";

describe("what logs may show", () => {
  it.each([
    ["ana@x.test", "a…@x.test"],
    ["mail to <ana.b@x.test> failed", "mail to <a…@x.test> failed"],
    ["no address at all", "no address at all"],
  ])("%s becomes %s", (text, masked) => {
    expect(maskEmail(text)).toBe(masked);
  });

  it.each([
    ["sms to +35621234567, attempt 2", "sms to +3562··567, attempt 2"],
    ["+4412345", "+4··45"],
    ["at 2026-11-20T09:00:00+0100, 1+1", "at 2026-11-20T09:00:00+0100, 1+1"],
  ])("%s becomes %s", (text, masked) => {
    expect(maskPersonal(text)).toBe(masked);
    expect(maskPersonal(masked)).toBe(masked);
  });

  it.each([
    ["/alerts/42?tab=why", "/alerts/42"],
    ["/a/AAAAKgAAAAdp", "/a/…"],
    ["/a/AAAAKgAAAAdp?x=1", "/a/…"],
    ["/about", "/about"],
  ])("the path %s becomes %s", (path, masked) => {
    expect(maskPath(path)).toBe(masked);
  });

  it("hides tokens and the passwords of servers", () => {
    expect(maskPersonal("Bearer pb_abc123 at postgres://pitboss:s3cret@db.x.test/p")).toBe(
      "Bearer pb_… at postgres://pitboss:…@db.x.test/p",
    );
  });
});
