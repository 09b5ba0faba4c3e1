import { describe, expect, it } from "vitest";
import { aHouse, aPerson, aTelling, somePreferences } from "@/lib/fixtures";
import { addressOf } from "./address-of";
import { decide } from "./decide";
import type { House, Person, Telling } from "./house";

const now = new Date("2026-11-20T09:00:00Z");
const ana = aPerson();

/** `log send`, `email account:7 skip` …, and the reasons by the same key. */
function outcome(changedTelling: Partial<Telling> = {}, changedHouse: Partial<House> = {}) {
  const planned = decide(aTelling(changedTelling), aHouse(changedHouse), now);
  const keyOf = (one: (typeof planned)[number]) =>
    one.channel === "email" ? `email ${one.recipient.key}` : one.channel;
  return {
    planned,
    sent: planned.filter(({ decision }) => decision.kind === "send").map(keyOf),
    why: (key: string) => planned.find((one) => keyOf(one) === key)?.decision.reason,
  };
}

describe("who is mailed", () => {
  const ben: Person = { ...ana, id: 8, name: "Ben", email: "ben@x.test" };

  it("is EMAIL_TO until an admin has preferences", () => {
    const { sent, why } = outcome({}, { addresses: ["ops@x.test", "lead@x.test"] });
    expect(sent.filter((key) => key.startsWith("email"))).toEqual([
      "email address:ops@x.test",
      "email address:lead@x.test",
    ]);
    expect(why("email account:7")).toBe("no preferences yet: EMAIL_TO hears instead");
  });

  it("is mailed once, though EMAIL_TO names it twice", () => {
    expect(
      outcome({}, { addresses: ["ops@x.test", "Ops@x.test"] }).sent.filter((key) => key.startsWith("email")),
    ).toHaveLength(1);
  });

  it("is every admin where there is no EMAIL_TO, and nobody else", () => {
    const { sent, why } = outcome({}, { people: [ana, ben, { ...ana, id: 9, role: "operator" }] });
    expect(sent.filter((key) => key.startsWith("email"))).toEqual(["email account:7", "email account:8"]);
    expect(why("email account:9")).toBe("alerts are told to admins, and this is operator");
  });

  it("is never a demo account", () => {
    const demo = [
      { ...ana, isDemo: true },
      { ...ben, email: "ben@demo.invalid" },
    ];
    const { sent, why } = outcome({}, { people: demo });
    expect(sent.some((key) => key.startsWith("email"))).toBe(false);
    expect(why("email account:7")).toBe("demo accounts are never mailed");
    expect(why("email account:8")).toBe("demo accounts are never mailed");
  });

  it("is nobody where nobody has an address, and the row says so", () => {
    expect(outcome({}, { people: [] }).why("email channel")).toBe(
      "nobody has an address: set EMAIL_TO, or give an admin one",
    );
  });

  it("is an admin of the brand", () => {
    const people = [
      { ...ana, brands: ["aurora"] },
      { ...ben, brands: ["kingfisher"] },
    ];
    const { sent, why } = outcome({ brand: "aurora" }, { people });
    expect(sent).toContain("email account:7");
    expect(why("email account:8")).toBe("does not see aurora");
  });

  it("is the admin with preferences, and EMAIL_TO for what nobody's preferences cover", () => {
    const severities = { ...somePreferences().severities, emergency: false };
    const people = [{ ...ana, preferences: somePreferences({ severities, email: "ana@phone.test" }) }];
    const given = { people, addresses: ["ops@x.test"] };
    const critical = outcome({}, given);
    expect(critical.sent).toContain("email account:7");
    expect(critical.why("email address:ops@x.test")).toBe("Ana's preferences cover it");
    const emergency = outcome({ severity: "emergency" }, given);
    expect(emergency.sent).toContain("email address:ops@x.test");
    expect(emergency.why("email account:7")).toBe("has emergency alerts switched off");
  });

  it("is nobody who has switched the channel off", () => {
    const people = [{ ...ana, preferences: somePreferences({ channels: { email: false } }) }];
    expect(outcome({}, { people }).why("email account:7")).toBe("has email switched off");
  });

  it("is reached at the address the account has now", () => {
    expect(addressOf("email", "channel", [])).toEqual({ kind: "to", to: null });
    expect(addressOf("email", "address:ops@x.test", [])).toEqual({ kind: "to", to: "ops@x.test" });
    expect(addressOf("email", "account:7", [{ ...ana, email: "new@x.test" }])).toEqual({
      kind: "to",
      to: "new@x.test",
    });
    expect(addressOf("email", "account:7", [])).toEqual({ kind: "nobody", because: "the account is disabled or gone" });
  });
});
