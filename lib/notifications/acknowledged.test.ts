import { describe, expect, it } from "vitest";
import type { Channel } from "@/lib/rules/schema";
import { decide } from "./decide";
import { type House, NEWLY_RAISED, NO_CONTACTS, type Person, type Telling, tellingKey } from "./house";
import { ROUTING_FLOORS } from "./routing";
import type { Occasion } from "./schema";

const night = new Date("2026-11-20T23:00:00Z");
const ana: Person = {
  id: 7,
  name: "Ana",
  email: "ana@x.test",
  role: "operator",
  brands: null,
  isDemo: false,
  preferences: {
    channels: { push: true, slack: true },
    severities: { info: true, warning: true, critical: true, emergency: true },
    channelSeverities: {},
    delays: { push: 10 },
    email: null,
    quietHours: { start: "22:00", end: "08:00", zone: "UTC", days: {} },
    criticalBreaksQuiet: false,
    wantsResolutions: false,
  },
  contacts: { ...NO_CONTACTS, phone: { number: "+35621234567", isVerified: true }, browsers: 1, slackChannel: "@ana" },
};
const house: House = {
  people: [ana],
  addresses: [],
  unready: {},
  routing: ROUTING_FLOORS,
  caps: { slack: [{ count: 1, perMs: 60_000 }] },
  recent: new Map([[tellingKey("slack", "channel"), [night]]]),
  canSlackAnywhere: true,
};
const told: readonly [Channel, string][] = [
  ["log", "channel"],
  ["slack", "channel"],
  ["slack", "account:7"],
  ["pagerduty", "channel"],
  ["webhook", "channel"],
  ["sms", "account:7"],
  ["push", "account:7"],
  ["email", "account:7"],
];
const telling: Telling = {
  ...NEWLY_RAISED,
  occasion: "acknowledged:4",
  severity: "warning",
  brand: null,
  ruleChannels: null,
  class: "ordinary",
  toldBy: new Set(told.map(([channel, key]) => tellingKey(channel, key))),
};

function outcome(changes: Partial<Telling> = {}, changedHouse: Partial<House> = {}) {
  const planned = decide({ ...telling, ...changes }, { ...house, ...changedHouse }, night);
  const keyOf = ({ channel, recipient }: (typeof planned)[number]) => `${channel} ${recipient.key}`;
  return {
    sent: planned.filter(({ decision }) => decision.kind === "send").map(keyOf),
    why: (key: string) => planned.find((one) => keyOf(one) === key)?.decision.reason,
  };
}

describe("an acknowledgement", () => {
  it("is told at once by every channel that can change what it told, at night, over a cap and under a silence too", () => {
    const { sent } = outcome({ mute: { reason: "silence 3" } });
    expect(sent).toEqual([
      "log channel",
      "slack channel",
      "slack account:7",
      "pagerduty channel",
      "webhook channel",
      "push account:7",
    ]);
  });

  it("is not told by what cannot be taken back, and says why", () => {
    const { why } = outcome();
    expect(why("sms account:7")).toBe("a text message cannot be taken back: acknowledged is not told by it");
    expect(why("email account:7")).toBe("an acknowledgement is not mailed");
  });

  it("is not told by an incoming webhook of Slack, which cannot change its message", () => {
    const { sent, why } = outcome({}, { canSlackAnywhere: false });
    expect(sent).not.toContain("slack channel");
    expect(why("slack channel")).toBe("only a bot can change what it told: set SLACK_BOT_TOKEN");
  });

  it("is told nowhere the alert was not", () => {
    const { sent, why } = outcome({ toldBy: new Set() });
    expect(sent).toEqual(["log channel"]);
    expect(why("pagerduty channel")).toBe(
      "what is acknowledged is told only where the alert was, and it was not told here",
    );
  });
});

describe("a resolution", () => {
  it("follows the alert where a policy told it, below what the channel hears otherwise", () => {
    const resolved: Occasion = "resolved";
    expect(outcome({ occasion: resolved }).sent).toContain("pagerduty channel");
  });

  it("ends what machines and the bot show under a silence too, and tells people nothing more", () => {
    const { sent, why } = outcome({ occasion: "resolved", mute: { reason: "silence 3" } }, { caps: {} });
    expect(sent).toEqual(["log channel", "slack channel", "slack account:7", "pagerduty channel", "webhook channel"]);
    expect(why("push account:7")).toBe("silence 3");
  });
});
