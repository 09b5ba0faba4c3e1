import { describe, expect, it } from "vitest";
import { PolicyBody } from "@/lib/escalation/body";
import { policyToWire } from "@/lib/escalation/wire";
import { draftOf, EMPTY_POLICY, moveStep, nextStepOf, OFFICE_HOURS, policyBodyOf, readDraft } from "./policy-draft";
import { targetGroups, wordOfKey } from "./target-key";

const choices = {
  people: [{ id: 7, name: "Tomas Berg", role: "operator" as const }],
  rotations: [{ id: 2, name: "Payments", layers: ["First", "Second"] }],
};

describe("the draft of a policy", () => {
  it("gives back what it was made of", () => {
    const sent = {
      name: "Payments",
      matchers: [{ label: "brand", operator: "=", value: "aurora" }],
      severities: ["warning", "critical"],
      steps: [
        { after_minutes: 0, targets: [{ kind: "rotation", rotation_id: 2, layer: "Second" }] },
        {
          after_minutes: 7.5,
          targets: [
            { kind: "person", account_id: 7 },
            { kind: "role", role: "security" },
            { kind: "channel", channel: "sms" },
          ],
          raises_severity: true,
          business_hours: {
            time_zone: "Europe/Malta",
            days: ["mon", "sat"],
            from: "08:00",
            to: "18:00",
            holidays: ["2026-12-25", "2027-01-01"],
            outside: { kind: "instead", targets: [{ kind: "everyone" }] },
          },
        },
      ],
      repeats: 2,
      repeat_after_minutes: 30,
      acknowledgement_timeout_minutes: 60,
    };
    const { policy } = PolicyBody.parse(sent);
    const wire = policyToWire({ ...policy, id: 3, version: 1 });
    expect(PolicyBody.parse(policyBodyOf(draftOf(wire))).policy).toEqual(policy);
  });

  it("is told in words, or which field is not understood", () => {
    expect(readDraft({ ...EMPTY_POLICY, name: "All" }, choices)).toEqual({
      words: {
        summary: "2 steps",
        applies: "Critical and emergency alerts",
        steps: ["At once everyone whom its severity is routed to", "After 15 min every admin, one severity up"],
        timeout: null,
      },
    });
    expect(readDraft(EMPTY_POLICY, choices)).toMatchObject({ field: "name" });
    const [first] = EMPTY_POLICY.steps;
    const typed = { ...EMPTY_POLICY, name: "All", steps: first === undefined ? [] : [{ ...first, after: "soon" }] };
    expect(readDraft(typed, choices)).toMatchObject({ field: "steps.0.after_minutes" });
  });

  it("moves a step and keeps the delays in order", () => {
    const moved = moveStep(EMPTY_POLICY.steps, 1, -1);
    expect(moved.map(({ after, targets, raises }) => [after, targets, raises])).toEqual([
      ["0", ["role:admin"], false],
      ["15", ["everyone"], false],
    ]);
    expect(moveStep(EMPTY_POLICY.steps, 0, -1)).toEqual(EMPTY_POLICY.steps);
  });

  it("adds a step a quarter of an hour after the last", () => {
    expect(nextStepOf(EMPTY_POLICY.steps)).toMatchObject({ id: 3, after: "30" });
  });

  it("takes business hours with holidays one a line or after commas", () => {
    const hours = { ...OFFICE_HOURS, holidays: "2026-12-25, 2026-12-26\n2027-01-01\n" };
    const [first] = EMPTY_POLICY.steps;
    const body = policyBodyOf({ ...EMPTY_POLICY, steps: first === undefined ? [] : [{ ...first, hours }] });
    expect(body.steps[0]?.business_hours?.holidays).toEqual(["2026-12-25", "2026-12-26", "2027-01-01"]);
  });
});

describe("a target's word", () => {
  it.each([
    ["person:7", "Tomas Berg"],
    ["rotation:2", "On call for Payments"],
    ["rotation:2:Second", "On call for Payments (Second)"],
    ["role:admin", "Every admin"],
    ["person:9", "Gone: person:9"],
  ])("of %s is %s", (key, word) => {
    expect(wordOfKey(key, targetGroups(choices))).toBe(word);
  });
});
