import { describe, expect, it } from "vitest";
import { assessChannelState, type ChannelRecord, describeChannels, describeTook, type Handover } from "./channel-state";

const at = new Date("2026-11-20T09:12:00Z");
const handover = (changes: Partial<Handover> = {}): Handover => ({
  at,
  isTest: false,
  isDelivered: true,
  durationMs: 400,
  word: "200 ok",
  ...changes,
});
const record = (changes: Partial<ChannelRecord> = {}): ChannelRecord => ({
  readiness: { kind: "ready" },
  last: handover(),
  failingSince: null,
  usualMs: 400,
  ...changes,
});
const unready = (variables: string[]) => ({ kind: "not-configured", reason: "", variables }) as const;

describe("a channel's state", () => {
  it.each([
    ["is ready while the provider takes what it gets", record(), "ready"],
    ["is ready while nothing was sent yet", record({ last: null, usualMs: null }), "ready"],
    ["is slow from five seconds on", record({ last: handover({ durationMs: 5000 }), usualMs: null }), "slow"],
    ["is slow at two seconds where a fifth is usual", record({ last: handover({ durationMs: 2000 }) }), "slow"],
    [
      "is not slow at two seconds where one is usual",
      record({ last: handover({ durationMs: 2000 }), usualMs: 1000 }),
      "ready",
    ],
    ["is failing when the provider last said no", record({ last: handover({ isDelivered: false }) }), "failing"],
    [
      "is not configured without its variables",
      record({ readiness: unready(["PAGERDUTY_ROUTING_KEY"]) }),
      "not-configured",
    ],
    ["is switched off by its switch", record({ readiness: unready(["EMAIL_ENABLED"]) }), "switched-off"],
  ] as const)("%s", (_, given, kind) => {
    expect(assessChannelState("slack", given).kind).toBe(kind);
  });

  it("fails since the first refusal after the last delivery", () => {
    const since = new Date("2026-11-20T08:51:00Z");
    const given = record({ last: handover({ isDelivered: false }), failingSince: since });
    expect(assessChannelState("webhook", given)).toEqual({ kind: "failing", since });
  });

  it("is on for the log and the console, whatever happened", () => {
    const given = record({ last: handover({ isDelivered: false }) });
    expect([assessChannelState("log", given).kind, assessChannelState("feed", given).kind]).toEqual(["on", "on"]);
  });
});

it("counts channels in words, and leaves out what there is none of", () => {
  expect(describeChannels(["on", "ready", "slow", "failing", "not-configured"])).toBe(
    "3 of 5 work, 1 failing, 1 not configured",
  );
  expect(describeChannels(["on"])).toBe("1 of 1 work");
});

it.each([
  [400, "0.4 s"],
  [6_400, "6.4 s"],
  [120_000, "2 min"],
])("%i ms took %s", (ms, words) => {
  expect(describeTook(ms)).toBe(words);
});
