import { describe, expect, it } from "vitest";
import { MINUTE_MS } from "@/lib/kernel/time";
import { defaultPolicy, nextStep } from "./next-step";

const triggeredAt = new Date("2026-11-20T09:00:00Z");
const policy = defaultPolicy(30 * MINUTE_MS);
const alert = { status: "triggered", severity: "critical", triggeredAt, escalatedAt: null } as const;

describe("the default escalation", () => {
  it("comes 30 minutes after a critical alert that nobody acknowledged", () => {
    expect(nextStep(alert, policy)).toEqual({ kind: "escalate", at: new Date("2026-11-20T09:30:00Z") });
  });

  it("counts anew from an escalation by hand that made it critical", () => {
    const escalatedAt = new Date("2026-11-20T09:10:00Z");
    expect(nextStep({ ...alert, status: "escalated", escalatedAt }, policy)).toEqual({
      kind: "escalate",
      at: new Date("2026-11-20T09:40:00Z"),
    });
  });

  it.each([
    [{ ...alert, status: "acknowledged" }, "acknowledged: somebody has it"],
    [{ ...alert, status: "resolved" }, "resolved"],
    [{ ...alert, severity: "warning" }, "the policy escalates critical alerts, and this is warning"],
    [{ ...alert, severity: "emergency" }, "the policy escalates critical alerts, and this is emergency"],
  ] as const)("does not come for %o", (given, because) => {
    expect(nextStep(given, policy)).toEqual({ kind: "none", because });
  });
});
