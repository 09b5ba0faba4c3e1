import { describe, expect, it } from "vitest";
import { addMs, MINUTE_MS } from "@/lib/kernel/time";
import type { Verdict } from "@/lib/rules/evaluate";
import { Findings } from "./findings";
import type { MarkedAlert } from "./match-real";
import type { Reach } from "./reach";
import type { Step } from "./replay";
import { sentenceOf, summarise } from "./summarise";

/** 21:00 in London, 16:00 in New York. */
const AT = new Date("2026-11-20T21:00:00Z");
const minute = (count: number) => AT.getTime() + count * MINUTE_MS;
const series = {
  id: 1,
  labels: {},
  intervalMs: MINUTE_MS,
  history: { samples: [], basis: [] },
  newestBefore: null,
  isThinned: false,
};

const everybody: Reach = ({ severity }) => [
  { name: "Ada", channels: severity === "emergency" ? ["email", "sms"] : ["email"], zone: "Europe/London" },
  { name: "Grace", channels: ["email"], zone: "America/New_York" },
];

function findings({ marked = [], reach = everybody }: { marked?: MarkedAlert[]; reach?: Reach } = {}) {
  return new Findings({ rule: { operator: ">" }, reach, marked, zone: "Europe/London" });
}

type Told = Extract<Verdict, { kind: "raise" | "worsen" | "resolve" | "suppressed" }>;

function step(at: number, verdict: Told | "read", reading = 9): Step {
  if (verdict === "read") return { series, at, reading, verdict: { kind: "firing" }, level: "critical" };
  return { series, at, reading, verdict, level: verdict.kind === "resolve" ? null : "critical" };
}

const raise = (at: number, capUntil: number | null = null): Step =>
  step(at, {
    kind: "raise",
    since: new Date(at - MINUTE_MS),
    severity: "critical",
    capUntil: capUntil === null ? null : new Date(capUntil),
  });
const resolve = (at: number, clearAt: number) =>
  step(at, { kind: "resolve", clearSince: new Date(clearAt), because: "clear" }, 1);

function result(found: Findings, { marked = [] }: { marked?: MarkedAlert[] } = {}) {
  const span = { from: addMs(AT, -MINUTE_MS), to: addMs(AT, 26 * 60 * MINUTE_MS) };
  found.finish(span.to.getTime());
  return summarise({
    span,
    found: found.state(),
    marked,
    money: [],
    series: 1,
    durationMs: 1,
    notes: [],
    zone: "Europe/London",
  });
}

describe("messages", () => {
  it("are counted by person, those of the night where each lives apart", () => {
    const found = findings();
    for (const at of [0, 70]) {
      found.take(raise(minute(at)));
      found.take(resolve(minute(at + 10), minute(at + 9)));
    }
    const { pages, sentence, alerts } = result(found);
    expect(pages).toEqual([
      { name: "Ada", total: 2, night: 1 },
      { name: "Grace", total: 2, night: 0 },
    ]);
    expect(sentence).toBe("Would have fired 2 times and woken 1 person once; none look false.");
    expect(alerts[0]?.reached[0]).toEqual({ name: "Ada", channels: ["email"], at_night: true });
  });

  it("are told again when it gets worse, and by the channels of the graver severity", () => {
    const found = findings();
    found.take(raise(minute(0)));
    found.take(step(minute(1), { kind: "worsen", from: "critical", to: "emergency", since: AT }));
    const { pages, alerts } = result(found);
    expect(pages[0]).toEqual({ name: "Ada", total: 2, night: 0 });
    expect(alerts[0]).toMatchObject({ severity: "critical", highest_severity: "emergency", to: null });
    expect(alerts[0]?.reached[0]?.channels).toEqual(["email", "sms"]);
  });

  it("of alerts over the cap are one, when the hour allows", () => {
    const found = findings();
    for (const at of [1, 5, 9]) {
      found.take(raise(minute(at), minute(60)));
      found.take(resolve(minute(at + 2), minute(at + 1)));
    }
    const { pages, over_cap, fired } = result(found);
    expect({ over_cap, fired }).toEqual({ over_cap: 3, fired: 3 });
    expect(pages[0]).toEqual({ name: "Ada", total: 1, night: 1 });
  });
});

describe("an alert looks false", () => {
  const marked = (outcome: "useful" | "noise"): MarkedAlert[] => [
    { id: 4, labels: {}, outcome, from: minute(14), to: minute(20) },
  ];
  const one = (clearAt: number, given: { marked?: MarkedAlert[] } = {}) => {
    const found = findings(given);
    found.take(raise(minute(0)));
    found.take(resolve(minute(clearAt + 1), minute(clearAt)));
    return result(found, given);
  };

  it.each([
    ["when it is clear within two minutes", 2, undefined, 1],
    ["not when it lasts longer", 3, undefined, 0],
    ["when people called the real one noise", 30, "noise", 1],
    ["not when people called the real one useful", 2, "useful", 0],
  ] as const)("%s", (_, clearAt, outcome, looksFalse) => {
    const given =
      outcome === undefined ? {} : { marked: marked(outcome).map((real) => ({ ...real, from: minute(1) })) };
    expect(one(clearAt, given).false_looking).toBe(looksFalse);
  });

  it("and ten minutes beside a real one is near enough, more is not", () => {
    expect(one(3, { marked: marked("useful") })).toMatchObject({ useful: 1, missed: 0, precision: 1, recall: 1 });
    const later = marked("useful").map((real) => ({ ...real, from: minute(15) }));
    expect(one(3, { marked: later })).toMatchObject({ useful: 0, missed: 1, precision: null, recall: 0 });
  });
});

describe("the sentence", () => {
  const reached = (name: string, channel: "email" | "slack") => [
    { reached: [{ name, channels: [channel], isAtNight: true }] },
  ];
  it.each([
    [{ fired: 0, falseLooking: 0, alerts: [], pages: {} }, "Would not have fired."],
    [
      { fired: 1, falseLooking: 1, alerts: reached("Ada", "email"), pages: { Ada: { total: 1, night: 1 } } },
      "Would have fired once and woken 1 person once; it looks false.",
    ],
    [
      {
        fired: 3,
        falseLooking: 1,
        alerts: [...reached("Ada", "email"), ...reached("Grace", "email")],
        pages: { Ada: { total: 3, night: 1 }, Grace: { total: 1, night: 1 } },
      },
      "Would have fired 3 times and woken 2 people once; 1 looks false.",
    ],
    [
      {
        fired: 3,
        falseLooking: 2,
        alerts: [...reached("Ada", "email"), ...reached("Grace", "email")],
        pages: { Ada: { total: 3, night: 3 }, Grace: { total: 1, night: 1 } },
      },
      "Would have fired 3 times and woken 2 people 4 times in all; 2 look false.",
    ],
    [
      { fired: 1, falseLooking: 0, alerts: reached("slack", "slack"), pages: { slack: { total: 1, night: 1 } } },
      "Would have fired once and woken nobody; it does not look false.",
    ],
  ])("%#", (told, sentence) => {
    expect(sentenceOf(told)).toBe(sentence);
  });
});

it("shows each day, those without a sample too", () => {
  const found = findings();
  found.take(raise(minute(0)));
  found.take(step(minute(1), "read", 12));
  found.take(resolve(minute(10), minute(9)));
  expect(result(found).days).toEqual([
    { day: "2026-11-20", highest: 12, severity: "critical" },
    { day: "2026-11-21", highest: null, severity: null },
  ]);
});
