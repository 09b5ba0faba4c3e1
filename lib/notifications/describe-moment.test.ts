import { describe, expect, it } from "vitest";
import type { Preferences } from "@/lib/preferences/schema";
import { describeMoment } from "./describe-moment";
import { type House, NO_CONTACTS, type Person } from "./house";
import { ROUTING_FLOORS } from "./routing";

/** Sunday, ten past three in Malta. */
const SUNDAY = new Date("2026-11-22T02:10:00Z");

const preferences: Preferences = {
  channels: { email: true, sms: true, push: true, slack: false },
  severities: { info: false, warning: true, critical: true, emergency: true },
  channelSeverities: { sms: { critical: true }, email: { warning: true } },
  delays: { sms: 5 },
  email: null,
  quietHours: { start: "22:00", end: "07:00", zone: "Europe/Malta", days: {} },
  criticalBreaksQuiet: true,
  wantsResolutions: false,
};

function words(
  severity: "info" | "warning" | "critical",
  changes: Partial<Preferences> = {},
  of: Partial<Person> = {},
) {
  const mara: Person = {
    id: 7,
    name: "Mara",
    email: "mara@x.test",
    role: "admin",
    brands: null,
    isDemo: false,
    preferences: { ...preferences, ...changes },
    contacts: { ...NO_CONTACTS, phone: { number: "+46701234188", isVerified: true }, browsers: 1 },
    ...of,
  };
  const house: House = {
    people: [mara],
    addresses: [],
    unready: {},
    routing: ROUTING_FLOORS,
    caps: { email: [{ count: 1, perMs: 60_000 }] },
    recent: new Map([["email account:7", [SUNDAY]]]),
    canSlackAnywhere: false,
  };
  return describeMoment({ accountId: 7, severity, brand: null, house, zone: "Europe/Malta" }, SUNDAY);
}

describe("a moment in plain words", () => {
  it("says what comes at once, what later, and what waits for the end of quiet hours", () => {
    expect(words("critical").sentence).toBe(
      "A critical payment alert reaches you by e-mail and push at once, and by SMS after 5 min.",
    );
    expect(words("warning").sentence).toBe("A warning payment alert waits until 07:00, and comes by e-mail.");
    expect(words("info").sentence).toBe("An info payment alert reaches you in the console only.");
  });

  it("follows what is changed", () => {
    expect(words("critical", { criticalBreaksQuiet: false }).sentence).toBe(
      "A critical payment alert waits until 07:00, and comes by e-mail, SMS and push.",
    );
    expect(words("warning", { quietHours: null }).sentence).toBe(
      "A warning payment alert reaches you by e-mail at once.",
    );
  });

  it("says why the other channels stay silent", () => {
    expect(words("critical", {}, { isDemo: true }).sentence).toBe(
      "A critical payment alert reaches you by push at once.",
    );
    expect(words("critical", {}, { isDemo: true }).notBy).toContainEqual({
      channel: "email",
      reason: "demo accounts are never mailed",
    });
    const { notBy } = words("critical", {}, { contacts: NO_CONTACTS });
    expect(notBy.map(({ channel }) => channel)).toEqual(["sms", "push"]);
  });
});
