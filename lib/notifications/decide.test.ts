import { describe, expect, it } from "vitest";
import { aHouse, aPerson, aTelling, somePreferences } from "@/lib/fixtures";
import { BUSINESS_RULES } from "@/lib/rules/default-business";
import { CHANNELS } from "@/lib/rules/schema";
import { decide } from "./decide";
import { describePlan } from "./describe-plan";
import type { House, Telling } from "./house";
import { routeBySeverity } from "./routing";

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
      { people: [{ ...ana, preferences: somePreferences() }] },
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

describe("a plan in words", () => {
  it("says who is told and by what not", () => {
    const planned = decide(aTelling({ ruleChannels: ["email"] }), aHouse({ addresses: ["ops@x.test"] }), now);
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
      decide(aTelling(changes), aHouse({ people: [], addresses: ["ops@x.test"] }), new Date()).map(
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
