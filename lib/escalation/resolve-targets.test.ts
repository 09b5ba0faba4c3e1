import { describe, expect, it } from "vitest";
import { aPerson } from "@/lib/fixtures";
import type { Person } from "@/lib/notifications/house";
import { type Named, resolveTargets } from "./resolve-targets";
import type { EscalationTarget } from "./schema";

const person = (id: number, name: string, changes: Partial<Person> = {}) => aPerson({ id, name, ...changes });

const house = {
  people: [
    person(1, "Mara"),
    person(2, "Tomas", { role: "operator" }),
    person(3, "Ines", { role: "operator", brands: ["kingfisher"] }),
  ],
  unready: { pagerduty: "pagerduty is not configured: set PAGERDUTY_ROUTING_KEY" },
};

const resolve = (targets: EscalationTarget[], changes: Partial<Named> = {}) =>
  resolveTargets({ targets, by: "step 2 of Payments", brand: "aurora", onCall: () => [], ...changes }, house);

describe("the targets of a step", () => {
  it("are everyone as soon as everyone is among them", () => {
    expect(resolve([{ kind: "person", accountId: 1 }, { kind: "everyone" }])).toEqual({ targets: null, because: null });
  });

  it("are people, roles, whoever is on call and channels, each once and with its reason", () => {
    const onCall = () => [{ accountId: 2, words: "on call for Payments" }];
    const named: EscalationTarget[] = [
      { kind: "person", accountId: 1 },
      { kind: "rotation", rotationId: 7 },
      { kind: "role", role: "operator" },
      { kind: "channel", channel: "slack" },
      { kind: "channel", channel: "pagerduty" },
    ];
    expect(resolve(named, { onCall })).toEqual({
      targets: {
        accounts: [1, 2],
        channels: ["slack"],
        reasons: { 1: "named by step 2 of Payments", 2: "on call for Payments, named by step 2 of Payments" },
        unnamed: "step 2 of Payments tells others",
      },
      because: null,
    });
  });

  it("of an alert of the whole house are people of every brand", () => {
    expect(resolve([{ kind: "role", role: "operator" }], { brand: null }).targets?.accounts).toEqual([2, 3]);
  });

  it("asks the layer that is named", () => {
    const asked: unknown[] = [];
    const onCall = (...args: unknown[]) => {
      asked.push(args);
      return [];
    };
    resolve([{ kind: "rotation", rotationId: 7, layer: "Second" }], { onCall });
    expect(asked).toEqual([[7, "Second"]]);
  });

  it("are nobody while the step rests, with why", () => {
    const by = "step 1 of Payments rests outside of its business hours";
    expect(resolve([], { by }).targets).toEqual({ accounts: [], channels: [], reasons: {}, unnamed: by });
  });
});

describe("where no target reaches anybody, everyone is told, and why is said in words", () => {
  it.each([
    [{ kind: "rotation", rotationId: 7 }, "nobody is on call now by the rotation it names"],
    [{ kind: "rotation", rotationId: 7, layer: "Second" }, "nobody is on call now by the layer Second of the rotation"],
    [{ kind: "person", accountId: 9 }, "account 9 is disabled or gone"],
    [{ kind: "person", accountId: 3 }, "Ines does not see aurora"],
    [{ kind: "role", role: "security" }, "nobody has the role security"],
    [{ kind: "channel", channel: "pagerduty" }, "pagerduty is not configured: set PAGERDUTY_ROUTING_KEY"],
  ] satisfies [EscalationTarget, string][])("%o", (target, why) => {
    const { targets, because } = resolve([target]);
    expect(targets).toBeNull();
    expect(because).toContain(`everyone is told, since step 2 of Payments reaches nobody: ${why}`);
  });

  it("but not where one of several does", () => {
    const { targets, because } = resolve([
      { kind: "rotation", rotationId: 7 },
      { kind: "person", accountId: 1 },
    ]);
    expect([targets?.accounts, because]).toEqual([[1], null]);
  });
});
