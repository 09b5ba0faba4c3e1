import { describe, expect, it } from "vitest";
import { mailboxKey, parseMailbox } from "./mailbox";

describe("an e-mail address", () => {
  it.each([
    ["ana@casino.example", "ana@casino.example"],
    [" Ana.Borg+ops@Casino.Example ", "ana.borg+ops@casino.example"],
    ["ана@пример.рф", "ана@xn--e1afmkfd.xn--p1ai"],
    ["АНА@ПРИМЕР.РФ", "ана@xn--e1afmkfd.xn--p1ai"],
    ["ана@xn--e1afmkfd.xn--p1ai", "ана@xn--e1afmkfd.xn--p1ai"],
    ["ops@XN--E1AFMKFD.XN--P1AI", "ops@xn--e1afmkfd.xn--p1ai"],
    ["josé@bücher.example", "josé@xn--bcher-kva.example"],
    ["用户@例子.中国", "用户@xn--fsqu00a.xn--fiqs8s"],
    ["उपयोगकर्ता@उदाहरण.भारत", "उपयोगकर्ता@xn--p1b6ci4b4b3a.xn--h2brj9c"],
    ["o'brien@casino.example", "o'brien@casino.example"],
    ["a!#$%&'*+/=?^_`{|}~-b@casino.example", "a!#$%&'*+/=?^_`{|}~-b@casino.example"],
    ["root@localhost", "root@localhost"],
    ["ops@a.b.c.example", "ops@a.b.c.example"],
  ])("%s is kept as %s", (text, kept) => {
    expect(parseMailbox(text)).toBe(kept);
  });

  it.each([
    "",
    "ana",
    "@casino.example",
    "ana@",
    "ana@casino",
    "ana@@casino.example",
    "a b@casino.example",
    "ana@cas ino.example",
    "ana.@casino.example",
    ".ana@casino.example",
    "a..b@casino.example",
    '"a b"@casino.example',
    '"ana"@casino.example',
    "Ana <ana@casino.example>",
    "ana@casino.example, ben@casino.example",
    "ana@-casino.example",
    "ana@casino.example/x",
    "ana@casino.example:25",
    "ana@[127.0.0.1]",
    "ana@127.0.0.1",
    "ana\r\nBcc: ben@casino.example",
    `${"a".repeat(65)}@casino.example`,
    `${"я".repeat(33)}@casino.example`,
    `ana@${"a".repeat(63)}.${"b".repeat(63)}.${"c".repeat(63)}.${"d".repeat(60)}.example`,
  ])("%j is none", (text) => {
    expect(parseMailbox(text)).toBeNull();
  });

  it("is the same in any case and form of its domain", () => {
    const keys = ["ана@пример.рф", "ана@ПРИМЕР.рф", "Ана@xn--e1afmkfd.xn--p1ai"].map(mailboxKey);
    expect(new Set(keys).size).toBe(1);
    expect(mailboxKey(" No Address ")).toBe("no address");
  });
});
