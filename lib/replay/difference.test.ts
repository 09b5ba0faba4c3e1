import { describe, expect, it } from "vitest";
import { DEFAULT_GROUPING } from "@/lib/alerts/group";
import { defaultPolicy } from "@/lib/escalation/next-step";
import { aHouse, anAlert, aPerson, somePreferences } from "@/lib/fixtures";
import { DAY_MS, MINUTE_MS } from "@/lib/kernel/time";
import { difference, type PastAlert } from "./difference";
import { differenceToWire } from "./difference-wire";
import type { World } from "./simulation";

/** 23:00 in Malta. */
const at = new Date("2026-11-20T22:00:00Z");
const night = { start: "22:00", end: "08:00", zone: "Europe/Malta", days: {} };
const minutes = (count: number) => count * MINUTE_MS;

function world(changes: Parameters<typeof somePreferences>[0] = {}, policyAfter = 30): World {
  return {
    house: aHouse({ people: [aPerson({ preferences: somePreferences(changes) })] }),
    policies: [],
    lastResort: defaultPolicy(minutes(policyAfter)),
    rotations: [],
    overrides: [],
    grouping: DEFAULT_GROUPING,
    hiders: { silences: [], inhibitions: [], others: [] },
  };
}

function past(severity: "warning" | "critical", resolvedAfter: number): PastAlert {
  return {
    id: 1,
    title: "Payments failing",
    at,
    story: {
      alert: anAlert({ id: 0, severity, triggeredAt: at, escalatesAt: null }),
      ruleChannels: ["log", "email"],
      maxAlertsPerHour: 4,
      policy: null,
      isSubsystemQuiet: true,
      acts: [{ kind: "resolve", afterMs: minutes(resolvedAfter), by: "its rule" }],
      horizonMs: DAY_MS,
    },
  };
}

const told = (alert: PastAlert, after: World, before = world()) =>
  difference([alert], { before, after }).differing.map(({ kind, occasion, reason }) => [kind, occasion, reason]);

describe("what an edit would have changed", () => {
  it("is nothing where nothing differs, and every message is counted", () => {
    expect(difference([past("critical", 20)], { before: world(), after: world() })).toEqual({
      messages: 1,
      differing: [],
    });
  });

  it("is lost where quiet hours hold a warning that is resolved by the morning", () => {
    expect(told(past("warning", 60), world({ quietHours: night }))).toEqual([
      ["lost", "triggered", "resolved before it was told"],
    ]);
  });

  it("is moved to the morning where it still burns then", () => {
    const { differing } = difference([past("warning", 720)], { before: world(), after: world({ quietHours: night }) });
    expect(differing).toMatchObject([
      { kind: "moved", channel: "email", name: "Ana", after: new Date("2026-11-21T07:00:00Z") },
    ]);
  });

  it("is added where a policy steps sooner than it was resolved", () => {
    expect(told(past("critical", 20), world({}, 10)).map(([kind, occasion]) => [kind, occasion])).toContainEqual([
      "added",
      "escalated:1",
    ]);
  });

  it("is told in one sentence, by recipient and with examples", () => {
    const compared = difference([past("warning", 60)], { before: world(), after: world({ quietHours: night }) });
    const wire = differenceToWire(compared, { from: at, to: at, alerts: 1, isCut: false, durationMs: 1 });
    expect(wire.sentence).toBe("This edit would have lost 1, moved 0 and added 0 of 1 message in 30 days.");
    expect(wire.by_recipient).toEqual([
      { recipient: "account:7", name: "Ana", channel: "email", lost: 1, moved: 0, added: 0 },
    ]);
    expect(wire.examples).toMatchObject([{ kind: "lost", alert_id: 1, before: expect.any(String), after: null }]);
  });
});
