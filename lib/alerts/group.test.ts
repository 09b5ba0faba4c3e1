import { describe, expect, it } from "vitest";
import { anAlert } from "@/lib/fixtures";
import { DEFAULT_GROUPING, Grouping, groupKeyOf, groupTitleOf } from "./group";
import { labelsOf } from "./labels-of";

const { keys } = DEFAULT_GROUPING;

describe("a group's key", () => {
  it.each([
    ["subsystem and brand", { brand: "aurora" }, keys, "subsystem=payments|brand=aurora", "Payments, Aurora"],
    ["subsystem alone where there is no brand", {}, keys, "subsystem=payments|brand=", "Payments"],
    ["another label", { provider: "nord_pay" }, ["provider"], "provider=nord_pay", "Nord Pay"],
    ["a value that looks like a key", { provider: "a|brand=b" }, ["provider"], "provider=a%7Cbrand%3Db", "A|brand=b"],
  ])("is made of %s", (_name, labels, names, key, title) => {
    const alert = anAlert({ labels, brand: "brand" in labels ? (labels.brand ?? null) : null });
    expect(groupKeyOf(labelsOf(alert), names)).toBe(key);
    expect(groupTitleOf(labelsOf(alert), names)).toBe(title);
  });

  it("is none where the alert has none of the labels, or none is asked for", () => {
    expect(groupKeyOf(labelsOf(anAlert({ metric: "own_metric" })), keys)).toBeNull();
    expect(groupKeyOf(labelsOf(anAlert()), [])).toBeNull();
  });
});

describe("what alerts are grouped by", () => {
  it.each([
    ["severity, which changes", { keys: ["severity"] }],
    ["a label twice", { keys: ["brand", "brand"] }],
    ["a wait that is negative", { wait_seconds: -1 }],
    ["an interval of nothing", { interval_minutes: 0 }],
    ["a field it does not know", { colour: "red" }],
  ])("is not %s", (_name, changes) => {
    expect(Grouping.safeParse({ ...DEFAULT_GROUPING, ...changes }).success).toBe(false);
  });

  it("may be nothing", () => {
    expect(Grouping.safeParse({ ...DEFAULT_GROUPING, keys: [] }).success).toBe(true);
  });
});
