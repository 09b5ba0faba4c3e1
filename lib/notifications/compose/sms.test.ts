import { describe, expect, it } from "vitest";
import type { Alert } from "@/lib/alerts/schema";
import { anAlert } from "@/lib/fixtures";
import type { Occasion } from "@/lib/notifications/schema";
import type { AcknowledgeWays } from "./facts";
import { toGsm } from "./gsm";
import { composeSms, smsOf } from "./sms";

const ways: AcknowledgeWays = { link: `https://pit.test/a/${"x".repeat(43)}`, code: "4821" };
const source = (changes: Partial<Alert> = {}, occasion: Occasion = "triggered", acknowledge?: AcknowledgeWays) => ({
  alert: anAlert(changes),
  occasion,
  link: "https://pit.test/alerts/42",
  correlationId: "run-00000001",
  ...(acknowledge === undefined ? {} : { acknowledge }),
});

describe("a text message", () => {
  it("says severity, title, value, brand, since when, and what to answer", () => {
    const title = "Payments failing at nordpay and elsewhere";
    expect(composeSms([source({ brand: "aurora", details: { title } }, "triggered", ways)]).text).toBe(
      "CRITICAL: Payments failing at nordpay and elsewhere 38.2 %, aurora, since 09:00 UTC. Reply 4821 to acknowledge",
    );
  });

  it("has the link where there is room for it", () => {
    const short = source({ details: { title: "Fraud" } }, "triggered", ways);
    expect(composeSms([short]).text).toBe(
      `CRITICAL: Fraud 38.2 %, since 09:00 UTC. Reply 4821 to acknowledge or open ${ways.link}`,
    );
    expect(composeSms([source()]).text).toContain("https://pit.test/alerts/42");
  });

  it.each([
    ["Zahlungen — über 20 € [nordpay] “now” \\ ~", undefined],
    ["長".repeat(300), "4821"],
    ["Ω".repeat(300), "4821"],
  ])("is one part of GSM's alphabet, whatever the title %#", (title, code) => {
    const acknowledge = code === undefined ? undefined : { ...ways, code };
    const { text } = composeSms([source({ details: { title }, brand: "aurora" }, "escalated:1", acknowledge)]);
    expect(text.length).toBeLessThanOrEqual(160);
    expect(toGsm(text)).toBe(text);
    if (code !== undefined) expect(text).toContain("Reply 4821 to acknowledge");
  });

  it("of several alerts counts them and names the gravest that nobody has", () => {
    const over = source({ severity: "emergency", status: "resolved" });
    const taken = source({ severity: "emergency", status: "acknowledged" });
    const worse = source({ id: 43, details: { title: "Deposits stopped" } }, "triggered", ways);
    expect(composeSms([over, taken, source({ severity: "warning" }), worse]).text).toContain(
      "CRITICAL: Deposits stopped 38.2 %, since 09:00 UTC. (gravest of 4) Reply 4821",
    );
  });

  it("says what it is about when it resolves or escalates", () => {
    expect(composeSms([source({ status: "resolved" }, "resolved")]).text).toMatch(/^RESOLVED CRITICAL: /);
    expect(composeSms([source({}, "escalated:1")]).text).toMatch(/^ESCALATED, CRITICAL: /);
  });

  it("of a sentence is cut to one part", () => {
    expect(smsOf("x".repeat(200)).text).toHaveLength(160);
    expect(smsOf("Your code is 123456.").text).toBe("Your code is 123456.");
  });
});

describe("GSM's alphabet", () => {
  it.each([
    ["Käse für £5 and 5 €", "Käse für £5 and 5 EUR"],
    ["a – b · c… ≥ 20", "a - b . c... >= 20"],
    ["[x] {y} ~ ^", "(x) (y) - '"],
    ["Łódź, ñandú", "?odz, ñandu"],
    ["one\r\ntwo", "one two"],
  ])("writes %s as %s", (text, plain) => {
    expect(toGsm(text)).toBe(plain);
  });
});
