import { describe, expect, it } from "vitest";
import { aHouse, aPerson } from "@/lib/fixtures";
import { MINUTE_MS } from "@/lib/kernel/time";
import { aLayer, aRotation } from "@/lib/on-call/rotation-fixture";
import { describePolicy } from "./describe-policy";
import { findFindings, type Surroundings } from "./findings";
import { defaultPolicy } from "./next-step";
import type { BusinessHours, EscalationPolicy, EscalationStep } from "./schema";

const now = new Date("2026-11-20T09:00:00Z");
const aurora = { label: "brand", operator: "=" as const, value: "aurora" };
const subsystem = { label: "subsystem", operator: "=" as const, value: "payments" };

const step = (minutes: number, changes: Partial<EscalationStep> = {}): EscalationStep => ({
  afterMs: minutes * MINUTE_MS,
  targets: [{ kind: "everyone" }],
  raisesSeverity: false,
  businessHours: null,
  ...changes,
});

const policy = (changes: Partial<EscalationPolicy> = {}): EscalationPolicy => ({
  ...defaultPolicy(30 * MINUTE_MS),
  id: 3,
  name: "Payments",
  severities: ["critical", "emergency"],
  steps: [step(0)],
  ...changes,
});

const around = (changes: Partial<Surroundings> = {}): Surroundings => ({
  house: aHouse({
    people: [
      aPerson({ id: 1, name: "Mara" }),
      aPerson({ id: 2, name: "Tomas", role: "operator", brands: ["kingfisher"] }),
    ],
    unready: { sms: "sms is not configured: set TWILIO_ACCOUNT_SID" },
  }),
  rotations: [aRotation({ id: 7, layers: [aLayer({ people: [1] }), aLayer({ name: "Second", people: [9] })] })],
  overrides: [],
  earlier: [],
  ...changes,
});

const office = (outside: BusinessHours["outside"]): BusinessHours => ({
  zone: "Europe/Malta",
  hours: { days: ["mon", "tue", "wed", "thu", "fri"], from: "08:00", to: "18:00" },
  holidays: ["2026-12-25"],
  outside,
});

const wordsOf = (given: Partial<EscalationPolicy>, surroundings: Partial<Surroundings> = {}) =>
  findFindings(policy(given), around(surroundings), now).map(
    ({ step: number, words }) => `${number ?? "all"}: ${words}`,
  );

describe("what is odd about a policy", () => {
  it("is nothing where every step reaches somebody at any hour", () => {
    const targets = [{ kind: "rotation" as const, rotationId: 7, layer: "First" }];
    expect(
      wordsOf({ steps: [step(0, { targets }), step(8, { targets: [{ kind: "person", accountId: 1 }] })] }),
    ).toEqual([]);
  });

  it.each<[string, EscalationStep["targets"], Partial<EscalationPolicy>, string]>([
    ["an account that is gone", [{ kind: "person", accountId: 9 }], {}, "account 9 is disabled or gone"],
    ["a role that nobody has", [{ kind: "role", role: "security" }], {}, "nobody has the role security"],
    ["a channel that is not configured", [{ kind: "channel", channel: "sms" }], {}, "sms is not configured"],
    ["a rotation that is gone", [{ kind: "rotation", rotationId: 9 }], {}, "the rotation it names is gone"],
    [
      "a person without the brand",
      [{ kind: "person", accountId: 2 }],
      { matchers: [aurora] },
      "Tomas does not see aurora",
    ],
  ])("names a step that reaches nobody: %s", (_name, targets, changes, why) => {
    const [found] = wordsOf({ ...changes, steps: [step(0, { targets })] });
    expect(found).toContain(`1: it reaches nobody, so that everyone is told: ${why}`);
  });

  it("names a person who sees only some brands, where the policy is for all", () => {
    const targets: EscalationStep["targets"] = [{ kind: "person", accountId: 2 }];
    expect(wordsOf({ steps: [step(0, { targets })] })).toEqual([
      "1: Tomas sees only kingfisher: not told of other brands",
    ]);
  });

  it("counts the hours in which nobody who is there is on call", () => {
    const targets: EscalationStep["targets"] = [{ kind: "rotation", rotationId: 7, layer: "Second" }];
    expect(wordsOf({ steps: [step(0, { targets })] })).toEqual([
      "1: nobody is on call for Payments (Second) during 28 d of the next 28 days",
    ]);
  });

  it("names the policy that hides it, and not one that asks for more", () => {
    const hides = { name: "All", matchers: [] };
    expect(wordsOf({ matchers: [subsystem] }, { earlier: [hides] })[0]).toContain("all: All is asked before it");
    const narrower = { name: "Aurora", matchers: [subsystem, aurora] };
    expect(wordsOf({ matchers: [subsystem] }, { earlier: [narrower] })).toEqual([]);
  });

  it("names what a step that raises makes uncovered, and a beginning that nobody hears of", () => {
    expect(wordsOf({ severities: ["critical"], steps: [step(5, { raisesSeverity: true })] })[0]).toContain(
      "cover emergency too",
    );
    const rests = [step(0, { businessHours: office({ kind: "go_on" }) }), step(8)];
    expect(wordsOf({ steps: rests })).toEqual([
      "1: outside of its business hours no person is told until step 2, 8 min later",
    ]);
  });
});

describe("a policy in words", () => {
  const names = { people: new Map([[1, "Mara"]]), rotations: new Map([[7, "Payments"]]) };

  it.each<[EscalationStep, string]>([
    [
      step(0, {
        targets: [
          { kind: "person", accountId: 1 },
          { kind: "channel", channel: "slack" },
        ],
      }),
      "At once Mara and the channel slack",
    ],
    [
      step(15, {
        targets: [{ kind: "rotation", rotationId: 7 }],
        raisesSeverity: true,
        businessHours: office({ kind: "wait" }),
      }),
      "After 15 min who is on call for Payments, one severity up, on Mon–Fri 08:00–18:00 Europe/Malta but 1 holiday, else it waits",
    ],
    [
      step(90, {
        targets: [{ kind: "person", accountId: 9 }],
        businessHours: office({ kind: "instead", targets: [{ kind: "everyone" }] }),
      }),
      "After 1 h 30 min an account that is gone (9), on Mon–Fri 08:00–18:00 Europe/Malta but 1 holiday, else everyone whom its severity is routed to",
    ],
  ])("says %o", (one, words) => {
    expect(describePolicy(policy({ steps: [one] }), names).steps).toEqual([words]);
  });

  it("sums up steps, business hours and repeats", () => {
    const steps = [step(0), step(8, { businessHours: office({ kind: "go_on" }) })];
    expect(describePolicy(policy({ steps, repeats: 3 }), names).summary).toBe(
      "2 steps, business hours, repeats 3 times",
    );
  });
});
