import { describe, expect, it } from "vitest";
import { anAlert } from "@/lib/fixtures";
import { DEFAULT_INHIBITIONS } from "./default-inhibitions";
import { inhibitorOf, inhibitorsOf } from "./inhibit";
import type { Inhibition, NewInhibition } from "./inhibition";

const now = new Date("2026-11-20T10:00:00Z");
const at = (text: string) => new Date(`2026-11-20T${text}:00Z`);
const inhibition = (changes: Partial<Inhibition> & Partial<NewInhibition> = {}): Inhibition => ({
  id: 1,
  name: "a explains b",
  source: [{ label: "rule", operator: "=", value: "a" }],
  target: [{ label: "rule", operator: "=", value: "b" }],
  equal: ["brand"],
  lingerMs: 0,
  isActive: true,
  isDefault: false,
  createdBy: "Ana",
  createdAt: now,
  updatedAt: now,
  ...changes,
});
const of = (source: string, target: string) =>
  inhibition({
    name: `${source} hides ${target}`,
    source: [{ label: "rule", operator: "=", value: source }],
    target: [{ label: "rule", operator: "=", value: target }],
  });
const a = anAlert({ id: 1, ruleName: "a", brand: "aurora" });
const b = anAlert({ id: 2, ruleName: "b", brand: "aurora" });
const c = anAlert({ id: 3, ruleName: "c", brand: "aurora" });
const hidden = (alerts: (typeof a)[], rules: Inhibition[]) =>
  Object.fromEntries([...inhibitorsOf(alerts, rules, now)].map(([id, { alertId }]) => [id, alertId]));

describe("an inhibition", () => {
  it("hides the target while the source is open, and says by what", () => {
    expect(inhibitorOf(b, [a], [inhibition()], now)).toEqual({
      alertId: 1,
      ruleName: "a",
      name: "a explains b",
      until: null,
    });
    expect(inhibitorOf(a, [b], [inhibition()], now)).toBeNull();
  });

  it("asks for equal labels; one that both lack is equal", () => {
    expect(inhibitorOf(b, [{ ...a, brand: "kingfisher" }], [inhibition()], now)).toBeNull();
    expect(inhibitorOf(b, [{ ...a, brand: null }], [inhibition()], now)).toBeNull();
    expect(inhibitorOf({ ...b, brand: null }, [{ ...a, brand: null }], [inhibition()], now)).not.toBeNull();
    expect(inhibitorOf(b, [{ ...a, brand: null }], [inhibition({ equal: [] })], now)).not.toBeNull();
  });

  it("lingers after the source was resolved", () => {
    const resolved = { ...a, status: "resolved", resolvedAt: at("09:30") } as const;
    expect(inhibitorOf(b, [resolved], [inhibition()], now)).toBeNull();
    const lingering = [inhibition({ lingerMs: 3_600_000 })];
    expect(inhibitorOf(b, [resolved], lingering, now)?.until).toEqual(at("10:30"));
    expect(inhibitorOf(b, [resolved], lingering, at("10:30"))).toBeNull();
  });

  it.each([
    ["itself", { ...b, ruleName: "a" }, [of("a", "a")]],
    ["when it is switched off", b, [inhibition({ isActive: false })]],
    ["player safety", { ...b, class: "player_safety" } as const, [inhibition()]],
    ["an emergency", { ...b, severity: "emergency" } as const, [inhibition()]],
  ])("does not hide %s", (_name, target, rules) => {
    const others = target.ruleName === "a" ? [] : [a];
    expect(inhibitorOf(target, others, rules, now)).toBeNull();
  });

  it("of a rule in shadow hides nothing", () => {
    expect(inhibitorOf(b, [{ ...a, isShadow: true }], [inhibition()], now)).toBeNull();
  });
});

describe("alerts that would hide each other", () => {
  const both = [of("a", "b"), of("b", "a")];

  it("leave the graver, then the older, then the first", () => {
    expect(hidden([{ ...a, severity: "warning" }, b], both)).toEqual({ 1: 2 });
    expect(hidden([a, { ...b, triggeredAt: at("08:00") }], both)).toEqual({ 1: 2 });
    expect(hidden([a, b], both)).toEqual({ 2: 1 });
  });

  it("in a ring of three leave one that is told", () => {
    expect(hidden([a, b, c], [of("a", "b"), of("b", "c"), of("c", "a")])).toEqual({ 2: 1, 3: 2 });
  });

  it("of one rule leave one", () => {
    const same = [1, 2, 3].map((id) => anAlert({ id, ruleName: "a", brand: "aurora", labels: { game: `${id}` } }));
    expect(hidden(same, [of("a", "a")])).toEqual({ 2: 1, 3: 1 });
  });

  it("in a chain hide each the next, whatever the severity", () => {
    const chain = [{ ...a, severity: "info" } as const, b, c];
    expect(hidden(chain, [of("a", "b"), of("b", "c")])).toEqual({ 2: 1, 3: 2 });
  });
});

it("a thousand alerts under fifty inhibitions are judged quickly and one of them is told", () => {
  const many = Array.from({ length: 1000 }, (_, id) => anAlert({ id, ruleName: "a", labels: { game: `${id}` } }));
  const rules = Array.from({ length: 50 }, (_, index) => ({ ...of("a", "a"), id: index }));
  expect(inhibitorsOf(many, rules, now).size).toBe(999);
});

it("the house ships an hour's shadow of a payment outage", () => {
  const shipped = DEFAULT_INHIBITIONS.map((given, index) => inhibition({ ...given, id: index }));
  const outage = anAlert({ id: 1, status: "resolved", resolvedAt: at("09:20") });
  const spike = anAlert({ id: 2, ruleName: "payment_failure_spike" });
  expect(inhibitorOf(spike, [outage], shipped, now)?.until).toEqual(at("10:20"));
  const slow = anAlert({ id: 3, ruleName: "database_slow_queries", severity: "warning" });
  const latency = anAlert({ id: 4, ruleName: "api_latency_high" });
  expect(inhibitorOf(latency, [slow], shipped, now)?.alertId).toBe(3);
});
