import { describe, expect, it } from "vitest";
import { describeInhibition } from "@/lib/alerts/describe-inhibition";
import { InhibitionBody } from "@/lib/alerts/inhibition";
import { EMPTY_INHIBITION, inhibitionBodyOf, readInhibition } from "./inhibition-draft";

const draft = { ...EMPTY_INHIBITION, sourceRule: "payment_outage", targetRule: "payment_failure_spike" };

describe("the form of an inhibition", () => {
  it("proposes a name, and says what it would hide", () => {
    expect(inhibitionBodyOf(draft).name).toBe("payment_outage explains payment_failure_spike");
    const read = readInhibition({ ...draft, minutes: "60", equal: "brand, provider" });
    expect(read && describeInhibition(read)).toBe(
      "payment_outage hides payment_failure_spike of the same brand and provider, and for 1 h after",
    );
  });

  it("takes a severity for the source, a name of one's own and no equal label", () => {
    const chosen = { ...draft, name: "mine", sourceRule: "", sourceSeverity: "critical", equal: "", minutes: "60" };
    expect(InhibitionBody.parse(inhibitionBodyOf(chosen))).toEqual({
      name: "mine",
      source: [{ label: "severity", operator: "=", value: "critical" }],
      target: [{ label: "rule", operator: "=", value: "payment_failure_spike" }],
      equal: [],
      lingerMs: 3_600_000,
      isActive: true,
    });
  });

  it.each([
    ["no source", { sourceRule: "" }],
    ["no target", { targetRule: "" }],
    ["a linger that is no number", { minutes: "an hour" }],
  ])("is not ready with %s", (_what, changes) => {
    expect(readInhibition({ ...draft, ...changes })).toBeNull();
  });
});
