import { describe, expect, it } from "vitest";
import type { Preferences } from "@/lib/preferences/schema";
import { BUSINESS_RULES } from "@/lib/rules/default-business";
import { CHANNELS } from "@/lib/rules/schema";
import { addressOf } from "./address-of";
import { decide } from "./decide";
import { describePlan } from "./describe-plan";
import { type House, NEWLY_RAISED, NO_CONTACTS, type Person, type Telling } from "./house";
import { ROUTING_FLOORS, routeBySeverity } from "./routing";

const now = new Date("2026-11-20T09:00:00Z");
const ana: Person = {
  id: 7,
  name: "Ana",
  email: "ana@x.test",
  role: "admin",
  brands: null,
  isDemo: false,
  preferences: null,
  contacts: { ...NO_CONTACTS, phone: { number: "+35621234567", isVerified: true }, browsers: 1 },
};
const telling: Telling = { ...NEWLY_RAISED, severity: "critical", brand: null, ruleChannels: null, class: "ordinary" };
const house: House = {
  people: [ana],
  addresses: [],
  unready: {},
  routing: ROUTING_FLOORS,
  caps: {},
  recent: new Map(),
  canSlackAnywhere: true,
};
const allOn: Preferences = {
  channels: {},
  severities: { info: true, warning: true, critical: true, emergency: true },
  channelSeverities: {},
  delays: {},
  email: null,
  quietHours: null,
  criticalBreaksQuiet: true,
  wantsResolutions: false,
};

/** `log send`, `email account:7 skip` …, and the reasons by the same key. */
function outcome(changedTelling: Partial<Telling> = {}, changedHouse: Partial<House> = {}) {
  const planned = decide({ ...telling, ...changedTelling }, { ...house, ...changedHouse }, now);
  const keyOf = (one: (typeof planned)[number]) =>
    one.channel === "email" ? `email ${one.recipient.key}` : one.channel;
  return {
    planned,
    sent: planned.filter(({ decision }) => decision.kind === "send").map(keyOf),
    why: (key: string) => planned.find((one) => keyOf(one) === key)?.decision.reason,
  };
}

describe("routing by severity", () => {
  it("is N2's matrix", () => {
    expect(routeBySeverity("info")).toEqual(["log"]);
    expect(routeBySeverity("warning")).toEqual(["log", "slack", "webhook"]);
    expect(routeBySeverity("critical")).toEqual(["log", "email", "slack", "pagerduty", "webhook", "push"]);
    expect(routeBySeverity("emergency")).toEqual([...CHANNELS]);
  });

  it.each(BUSINESS_RULES)("gives $name L's part of it", ({ severity, channels }) => {
    const ofL = routeBySeverity(severity).filter((channel) => ["log", "email", "slack", "pagerduty"].includes(channel));
    expect([...(channels ?? [])].sort()).toEqual([...ofL].sort());
  });
});

describe("whom an alert is told", () => {
  it("is everybody the severity is routed to, with a decision for every channel there is", () => {
    const { sent, planned, why } = outcome();
    expect(sent).toEqual(["log", "email account:7", "slack", "pagerduty", "webhook", "push"]);
    expect(planned.map(({ channel }) => channel)).toEqual([...CHANNELS]);
    expect(why("sms")).toBe("sms hears from emergency, and this is critical");
    expect(why("email account:7")).toBe("critical alerts go to email");
  });

  it("is exactly the rule's channels beside the log, where it names some", () => {
    const { sent, why } = outcome({ ruleChannels: ["email"], severity: "warning" });
    expect(sent).toEqual(["log", "email account:7"]);
    expect(why("slack")).toBe("the rule names its channels, and slack is not among them");
    expect(why("email account:7")).toBe("the rule names email");
  });

  it("gains the new severity's channels on escalation, beside the rule's own", () => {
    const { sent } = outcome(
      { ruleChannels: ["email"], severity: "emergency", occasion: "escalated:1" },
      { people: [{ ...ana, preferences: allOn }] },
    );
    expect(sent).toEqual(["log", "email account:7", "slack", "pagerduty", "sms", "webhook", "push"]);
  });

  it("is nobody by a channel that is not configured, in words", () => {
    const { sent, why } = outcome({}, { unready: { slack: "slack is not configured: set SLACK_WEBHOOK_URL" } });
    expect(sent).not.toContain("slack");
    expect(why("slack")).toBe("slack is not configured: set SLACK_WEBHOOK_URL");
  });

  it("is told of a resolution where the alert was told, but not by e-mail", () => {
    const { sent, why } = outcome({
      occasion: "resolved",
      toldBy: new Set(["log channel", "email account:7", "slack channel"]),
    });
    expect(sent).toEqual(["log", "slack"]);
    expect(why("email account:7")).toBe("a resolution is mailed only to who asks for it");
    expect(why("pagerduty")).toBe("what is resolved is told only where the alert was, and it was not told here");
  });

  it("keeps every gate that was passed, in order, up to the one that decided", () => {
    const [log] = outcome().planned;
    expect(log?.gates.map(({ gate }) => gate)).toEqual([
      "reachable",
      "role and brand",
      "occasion",
      "channel",
      "configured",
      "preference",
      "delay",
      "quiet hours",
      "muted",
      "dedup",
      "cap",
      "group wait",
    ]);
    const sms = outcome().planned.find(({ channel }) => channel === "sms");
    expect(sms?.gates.at(-1)).toEqual({
      gate: "channel",
      result: "skip",
      reason: "sms hears from emergency, and this is critical",
    });
  });
});

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
    const severities = { ...allOn.severities, emergency: false };
    const people = [{ ...ana, preferences: { ...allOn, severities, email: "ana@phone.test" } }];
    const given = { people, addresses: ["ops@x.test"] };
    const critical = outcome({}, given);
    expect(critical.sent).toContain("email account:7");
    expect(critical.why("email address:ops@x.test")).toBe("Ana's preferences cover it");
    const emergency = outcome({ severity: "emergency" }, given);
    expect(emergency.sent).toContain("email address:ops@x.test");
    expect(emergency.why("email account:7")).toBe("has emergency alerts switched off");
  });

  it("is nobody who has switched the channel off", () => {
    const people = [{ ...ana, preferences: { ...allOn, channels: { email: false } } }];
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

describe("a plan in words", () => {
  it("says who is told and by what not", () => {
    const planned = decide({ ...telling, ruleChannels: ["email"] }, { ...house, addresses: ["ops@x.test"] }, now);
    expect(describePlan("triggered", planned)).toBe(
      "It was raised: told by log and email to ops@x.test; not by slack, pagerduty, sms, webhook and push",
    );
    expect(describePlan("escalated:1", [])).toBe("It was escalated: nobody is told");
    const [first] = planned;
    if (first === undefined) throw new Error("nothing was planned");
    const held = { ...first, decision: { kind: "hold" as const, until: now, reason: "quiet hours" } };
    expect(describePlan("resolved", [held])).toBe("It was resolved: told by log (held: quiet hours)");
  });
});

describe("what hides an alert, or lets it wait,", () => {
  const mute = { reason: "silence 12, load test, until 04:30 UTC" };
  const wait = { until: new Date("2026-11-20T10:00:00Z"), reason: "told with its group at 10:00" };
  const decisionsOf = (changes: Partial<Telling>) =>
    Object.fromEntries(
      decide({ ...telling, ...changes }, { ...house, people: [], addresses: ["ops@x.test"] }, new Date()).map(
        ({ channel, decision }) => [channel, decision],
      ),
    );

  it("skips with its reason, but for the log", () => {
    const { email, log } = decisionsOf({ mute });
    expect(email).toEqual({ kind: "skip", reason: mute.reason });
    expect(log).toMatchObject({ kind: "send" });
  });

  it("holds until then", () => {
    expect(decisionsOf({ wait }).email).toEqual({ kind: "hold", ...wait });
  });

  it("does neither to player safety", () => {
    const { email } = decisionsOf({ mute, wait, class: "player_safety" });
    expect(email).toMatchObject({ kind: "send" });
  });
});

describe("quiet hours of a person", () => {
  const quietHours = { start: "22:00", end: "08:00", zone: "Europe/Malta", days: {} };
  const sleeper: Person = { ...ana, preferences: { ...allOn, quietHours } };
  const night = new Date("2026-11-20T02:00:00Z");
  const morning = new Date("2026-11-20T07:00:00Z");
  const warning = { ...telling, severity: "warning", ruleChannels: ["email"] } as const;
  const mailTo = (changes: Partial<Telling>, at = night, person = sleeper) =>
    decide({ ...warning, ...changes }, { ...house, people: [person] }, at).find(({ channel }) => channel === "email");
  const reasonOf = (planned: ReturnType<typeof mailTo>) =>
    planned?.gates.find(({ gate }) => gate === "quiet hours")?.reason;

  it("hold info and warnings until they end, in words", () => {
    const reason = "quiet hours 22:00–08:00 Europe/Malta; critical would break through";
    expect(mailTo({})?.decision).toEqual({ kind: "hold", until: morning, reason });
    expect(mailTo({ severity: "info" })?.decision.kind).toBe("hold");
  });

  it.each(["critical", "emergency"] as const)("let %s through, in words", (severity) => {
    const planned = mailTo({ severity });
    expect(planned?.decision.kind).toBe("send");
    expect(reasonOf(planned)).toBe(`${severity} breaks through quiet hours`);
  });

  it("let player safety through, even where a group waits", () => {
    const wait = { until: new Date("2026-11-20T02:05:00Z"), reason: "told with its group" };
    const planned = mailTo({ class: "player_safety", wait });
    expect(planned?.decision.kind).toBe("send");
    expect(reasonOf(planned)).toBe("player safety breaks through quiet hours");
  });

  it("are over in the morning, and none are kept by who set none", () => {
    expect(reasonOf(mailTo({}, morning))).toBe("outside quiet hours 22:00–08:00 Europe/Malta");
    expect(reasonOf(mailTo({}, night, { ...ana, preferences: allOn }))).toBe("keeps no quiet hours");
  });

  it("hold what would be told within them, and leave what waits beyond them to its wait", () => {
    const within = { until: new Date("2026-11-20T21:00:30Z"), reason: "told with its group" };
    const evening = new Date("2026-11-20T20:59:59Z");
    expect(mailTo({ wait: within }, evening)?.decision).toMatchObject({ until: new Date("2026-11-21T07:00:00Z") });
    const beyond = { until: new Date("2026-11-20T07:30:00Z"), reason: "told with its group" };
    expect(mailTo({ wait: beyond })?.decision).toEqual({ kind: "hold", ...beyond });
  });

  it("are about mail to people: channels and addresses hear at once, and the person's mail is still covered", () => {
    const planned = decide(
      { ...warning, ruleChannels: ["email", "slack"] },
      { ...house, people: [sleeper], addresses: ["ops@x.test"] },
      night,
    );
    const decided = Object.fromEntries(planned.map((one) => [`${one.channel} ${one.recipient.key}`, one.decision]));
    expect(decided["slack channel"]?.kind).toBe("send");
    expect(decided["email address:ops@x.test"]).toEqual({ kind: "skip", reason: "Ana's preferences cover it" });
  });
});
