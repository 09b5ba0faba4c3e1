import { describe, expect, it } from "vitest";
import { aHouse, aPerson, aTelling, somePreferences } from "@/lib/fixtures";
import { addMs, MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import type { Channel } from "@/lib/rules/schema";
import { decide, decidingGate } from "./decide";
import { type House, NO_CONTACTS, type Person, type Telling } from "./house";
import { DEFAULT_CAPS } from "./throttle";

const now = new Date("2026-11-20T09:00:00Z");
const ago = (ms: number) => addMs(now, -ms);

interface Asked {
  telling?: Partial<Telling>;
  house?: Partial<House>;
  person?: Partial<Person>;
  channel?: Channel;
  recipient?: string;
}

/** What is decided for one recipient and channel, by which gate. */
function ask({ telling, house, person, channel = "email", recipient = "account:7" }: Asked) {
  const planned = decide(aTelling(telling), aHouse({ people: [aPerson(person)], ...house }), now);
  const one = planned.find((each) => each.channel === channel && each.recipient.key === recipient);
  if (one === undefined) return null;
  const { kind, reason } = one.decision;
  return { kind, reason, gate: decidingGate(one), ...(one.decision.kind === "hold" && { until: one.decision.until }) };
}

describe("reachable", () => {
  const phone = (number: string, isVerified: boolean) => ({
    contacts: { ...NO_CONTACTS, phone: { number, isVerified } },
  });
  const emergency = { severity: "emergency" } as const;

  it.each<[string, Asked, string]>([
    ["no telephone", { channel: "sms", person: { contacts: NO_CONTACTS } }, "has given no telephone number"],
    [
      "a telephone without its code",
      { channel: "sms", person: phone("+35621234567", false) },
      "has not entered the code for the telephone number yet",
    ],
    [
      "a demo account's telephone",
      { channel: "sms", person: { ...phone("+35621234567", true), isDemo: true } },
      "demo accounts are never texted",
    ],
    ["no browser", { channel: "push", person: { contacts: NO_CONTACTS } }, "has switched push on in no browser"],
    [
      "nobody to text",
      { channel: "sms", house: { people: [] }, recipient: "channel" },
      "nobody has given a telephone number",
    ],
    [
      "nobody to push to, and no keys",
      { channel: "push", house: { people: [], unready: { push: "push is not configured" } }, recipient: "channel" },
      "push is not configured",
    ],
  ])("keeps back %s", (_what, asked, reason) => {
    expect(ask({ telling: emergency, ...asked })).toMatchObject({ kind: "skip", gate: "reachable", reason });
  });

  it.each<[Channel, Partial<Person>]>([
    ["sms", { preferences: somePreferences({ channels: { sms: true } }) }],
    ["push", { preferences: somePreferences() }],
    ["slack", { preferences: somePreferences(), contacts: { ...NO_CONTACTS, slackChannel: "@ana" } }],
  ])("lets %s through to a person who has what it takes", (channel, person) => {
    expect(ask({ telling: emergency, channel, person })).toMatchObject({ kind: "send" });
  });

  it("texts nobody who saved no preferences, and pushes to whoever switched it on", () => {
    expect(ask({ telling: emergency, channel: "sms" })?.reason).toBe(
      "no preferences yet: sms is off until it is switched on",
    );
    expect(ask({ telling: emergency, channel: "push" })?.kind).toBe("send");
  });

  it("writes to a person in Slack only by a bot", () => {
    const person = { preferences: somePreferences(), contacts: { ...NO_CONTACTS, slackChannel: "@ana" } };
    expect(ask({ channel: "slack", person, house: { canSlackAnywhere: false } })).toMatchObject({
      kind: "skip",
      gate: "configured",
      reason: "only a bot can write to people: set SLACK_BOT_TOKEN",
    });
    expect(ask({ channel: "slack", person, recipient: "channel" })?.kind).toBe("send");
  });
});

describe("role and brand", () => {
  const targets = { accounts: [9], channels: ["sms" as const], reasons: { 9: "on call for Payments" } };
  const carl: Partial<Person> = { id: 9, role: "operator", preferences: somePreferences() };

  it("tells whom the policy's step names, whatever the role, and nobody else", () => {
    const asked = { telling: { targets }, person: carl, recipient: "account:9" };
    expect(ask(asked)?.kind).toBe("send");
    expect(ask({ telling: { targets } })).toMatchObject({
      gate: "role and brand",
      reason: "the policy's step names others",
    });
  });

  it("opens the channels the step names, and none of another brand", () => {
    const asked = { telling: { targets }, person: carl, recipient: "account:9", channel: "sms" } as const;
    expect(ask(asked)).toMatchObject({ kind: "send", reason: "the policy's step names sms" });
    expect(
      ask({ ...asked, telling: { targets, brand: "aurora" }, person: { ...carl, brands: ["kingfisher"] } }),
    ).toMatchObject({ kind: "skip", reason: "does not see aurora" });
  });

  it.each([
    ["critical", "skip"],
    ["emergency", "send"],
  ] as const)("tells an executive of a %s alert: %s", (severity, kind) => {
    const person = { role: "executive", preferences: somePreferences() } as const;
    expect(ask({ telling: { severity }, person })?.kind).toBe(kind);
  });
});

describe("occasion", () => {
  const toldBy = new Set(["email account:7", "sms account:7", "slack channel"]);
  const wants = { preferences: somePreferences({ wantsResolutions: true }) };

  it.each<[string, Asked, string, string | null]>([
    ["a resolution by e-mail to who asks for it", { person: wants }, "send", null],
    ["a resolution by e-mail to who does not", {}, "skip", "a resolution is mailed only to who asks for it"],
    [
      "a resolution where the alert was not told",
      { person: wants, telling: { occasion: "resolved", toldBy: new Set() } },
      "skip",
      "what is resolved is told only where the alert was, and it was not told here",
    ],
    [
      "a resolution by text message",
      { channel: "sms", person: wants },
      "skip",
      "a text message cannot be taken back: resolved is not told by it",
    ],
    [
      "an acknowledgement by e-mail",
      { person: wants, telling: { occasion: "acknowledged:4", toldBy } },
      "skip",
      "an acknowledgement is not mailed",
    ],
    [
      "an acknowledgement in Slack",
      { channel: "slack", recipient: "channel", telling: { occasion: "acknowledged:4", toldBy } },
      "send",
      null,
    ],
  ])("decides %s", (_what, asked, kind, reason) => {
    expect(ask({ telling: { occasion: "resolved", toldBy }, ...asked })).toMatchObject({
      kind,
      ...(reason !== null && { reason }),
    });
  });
});

describe("channel and preference by the matrix", () => {
  const matrix = (severity: "warning" | "critical", isOn: boolean) => ({
    preferences: somePreferences({ channelSeverities: { email: { [severity]: isOn } } }),
  });

  it.each<[string, Asked, string, string]>([
    [
      "a warning by e-mail, below the house's floor, to who asks for it",
      { telling: { severity: "warning" }, person: matrix("warning", true) },
      "send",
      "asks for warning alerts by email",
    ],
    [
      "it to everybody else",
      { telling: { severity: "warning" }, person: { preferences: somePreferences() } },
      "skip",
      "email hears from critical, and this is warning",
    ],
    [
      "a rule that names its channels, whatever the matrix",
      { telling: { severity: "warning", ruleChannels: ["slack"] }, person: matrix("warning", true) },
      "skip",
      "the rule names its channels, and email is not among them",
    ],
    [
      "what the matrix switches off",
      { person: matrix("critical", false) },
      "skip",
      "has critical alerts by email switched off",
    ],
  ])("decides %s", (_what, asked, kind, reason) => {
    expect(ask(asked)).toMatchObject({ kind, reason });
  });
});

describe("delay", () => {
  const patient = { preferences: somePreferences({ delays: { email: 5 } }) };
  const until = addMs(now, 5 * MINUTE_MS);

  it("holds a person's channel, in words", () => {
    expect(ask({ person: patient })).toEqual({
      kind: "hold",
      gate: "delay",
      until,
      reason: "email waits 5 min, in case somebody acknowledges before",
    });
  });

  it("holds neither other channels, nor player safety, nor what ends an alert that was told", () => {
    const resolved: Partial<Telling> = { occasion: "resolved", toldBy: new Set(["email account:7"]) };
    const person = { preferences: somePreferences({ delays: { email: 5 }, wantsResolutions: true }) };
    expect(ask({ person, channel: "push" })?.kind).toBe("send");
    expect(ask({ person, telling: { class: "player_safety" } })?.kind).toBe("send");
    expect(ask({ person, telling: resolved })?.kind).toBe("send");
  });

  it("gives way to a wait that ends later, and reaches into quiet hours", () => {
    const wait = { until: addMs(now, 8 * MINUTE_MS), reason: "told with its group" };
    expect(ask({ person: patient, telling: { wait } })).toMatchObject({ gate: "group wait", until: wait.until });
    const quietHours = { start: "09:03", end: "10:00", zone: "UTC", days: {} };
    const person = { preferences: somePreferences({ delays: { email: 5 }, quietHours }) };
    const warned = ask({ person, telling: { severity: "warning", ruleChannels: ["email"] } });
    expect(warned).toMatchObject({ gate: "quiet hours", until: new Date("2026-11-20T10:00:00Z") });
  });
});

describe("dedup", () => {
  const people = [aPerson({ preferences: somePreferences() })];

  it("tells a mailbox once that EMAIL_TO names and a named person has", () => {
    const targets = { accounts: [7], channels: ["email" as const], reasons: {} };
    const ben = aPerson({ id: 8, name: "Ben", email: "ops@x.test" });
    const house = { people: [ben], addresses: ["Ops@x.test"] };
    const asked = { house, telling: { targets: { ...targets, accounts: [8] } } };
    expect(ask({ ...asked, recipient: "account:8" })?.kind).toBe("send");
    expect(ask({ ...asked, recipient: "address:Ops@x.test" })?.kind).toBe("skip");
  });

  it("leaves EMAIL_TO to hear what no preferences cover", () => {
    const house = { people, addresses: ["ops@x.test"] };
    expect(ask({ house, recipient: "address:ops@x.test" })?.reason).toBe("Ana's preferences cover it");
  });
});

describe("cap", () => {
  const person = { preferences: somePreferences({ channels: { sms: true } }) };
  const told = (...times: Date[]): Partial<House> => ({
    caps: DEFAULT_CAPS,
    recent: new Map([["sms account:7", times]]),
  });
  const text = (house: Partial<House>, telling: Partial<Telling> = {}) =>
    ask({
      channel: "sms",
      telling: { severity: "emergency", ...telling },
      house: { people: [aPerson(person)], ...house },
    });
  const full = told(ago(30 * SECOND_MS));

  it("holds until there is room, and says which cap is full", () => {
    expect(text(full)).toEqual({
      kind: "hold",
      gate: "cap",
      until: addMs(now, 30 * SECOND_MS),
      reason: "held by the cap: at most 1 in 1 min",
    });
    const minutes = [1, 3, 5, 7, 14].map((minute) => ago(minute * MINUTE_MS));
    expect(text(told(...minutes))).toMatchObject({
      until: addMs(now, MINUTE_MS),
      reason: "held by the cap: at most 5 in 15 min",
    });
  });

  it("has room where enough time has passed, and for what has no cap", () => {
    expect(text(told(ago(MINUTE_MS)))?.kind).toBe("send");
    expect(text({ recent: full.recent ?? new Map() })?.kind).toBe("send");
  });

  it.each<[string, Partial<Telling>, string]>([
    ["the first critical of its subsystem", { isFirstOfSubsystem: true }, "send"],
    ["player safety", { class: "player_safety" }, "send"],
    ["a second one", { isFirstOfSubsystem: false }, "hold"],
    ["a first warning", { isFirstOfSubsystem: true, severity: "warning", ruleChannels: ["sms"] }, "hold"],
  ])("decides %s", (_what, telling, kind) => {
    expect(text(full, telling)?.kind).toBe(kind);
  });

  it("counts each recipient and channel by itself", () => {
    expect(ask({ person, house: { ...full, people: [aPerson(person)] } })?.kind).toBe("send");
  });
});
