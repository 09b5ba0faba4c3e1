import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "@/lib/kernel/time";
import type { Rotation } from "@/lib/on-call/schema";
import { findTightestStep } from "./find-tightest-step";
import type { EscalationPolicy, EscalationTarget } from "./schema";

const policy = (name: string, ...steps: [minutes: number, ...targets: EscalationTarget[]][]): EscalationPolicy => ({
  id: 1,
  name,
  version: 1,
  matchers: [],
  severities: ["critical"],
  steps: steps.map(([minutes, ...targets]) => ({
    afterMs: minutes * MINUTE_MS,
    targets,
    raisesSeverity: false,
    businessHours: null,
  })),
  repeats: 0,
  repeatAfterMs: null,
  acknowledgementTimeoutMs: null,
});
const person = (accountId: number): EscalationTarget => ({ kind: "person", accountId });
const rotation: Rotation = {
  id: 5,
  name: "Payments",
  zone: "UTC",
  version: 1,
  layers: [
    { name: "First", people: [7], turnHours: 24, startsOn: "2026-11-20", handOffAt: "08:00", hours: null },
    { name: "Second", people: [8], turnHours: 24, startsOn: "2026-11-20", handOffAt: "08:00", hours: null },
  ],
};
const find = (...policies: EscalationPolicy[]) =>
  findTightestStep({ accountId: 7, role: "operator" }, policies, [rotation]);

describe("the step that comes soonest after one that tells me", () => {
  it("is the next of the policy that follows quickest", () => {
    const slow = policy("Slow", [0, person(7)], [30, person(9)]);
    const platform = policy("Platform", [0, person(7)], [4, person(9)], [9, person(10)]);
    expect(find(slow, platform)).toEqual({
      policy: { id: 1, name: "Platform" },
      number: 2,
      afterMs: 4 * MINUTE_MS,
      gapMs: 4 * MINUTE_MS,
      targets: [person(9)],
    });
  });

  it.each<[string, EscalationPolicy, number | null]>([
    ["counted from my own step", policy("P", [0, person(9)], [10, person(7)], [12, person(9)]), 2],
    ["of my role", policy("P", [0, { kind: "role", role: "operator" }], [6, person(9)]), 6],
    ["of a rotation I am in", policy("P", [0, { kind: "rotation", rotationId: 5 }], [3, person(9)]), 3],
    [
      "none of another layer",
      policy("P", [0, { kind: "rotation", rotationId: 5, layer: "Second" }], [3, person(9)]),
      null,
    ],
    ["none after the last", policy("P", [0, person(9)], [3, person(7)]), null],
    ["none where everyone means admins", policy("P", [0, { kind: "everyone" }], [3, person(9)]), null],
    ["none of a channel", policy("P", [0, { kind: "channel", channel: "slack" }], [3, person(9)]), null],
  ])("%s", (_, given, minutes) => {
    expect(find(given)?.gapMs ?? null).toBe(minutes === null ? null : minutes * MINUTE_MS);
  });

  it("counts from the beginning for an admin, where the policy begins later", () => {
    const later = policy("Later", [30, person(9)]);
    const tightest = findTightestStep({ accountId: 7, role: "admin" }, [later], []);
    expect(tightest).toMatchObject({ number: 1, gapMs: 30 * MINUTE_MS });
  });
});
