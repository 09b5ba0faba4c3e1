import { describe, expect, it } from "vitest";
import { anAlert } from "@/lib/fixtures";
import type { Matcher } from "@/lib/kernel/matchers";
import { MINUTE_MS } from "@/lib/kernel/time";
import { choosePolicy } from "./choose-policy";
import { defaultPolicy } from "./next-step";

const lastResort = defaultPolicy(30 * MINUTE_MS);
const matcher = (label: string, value: string): Matcher => ({ label, operator: "=", value });
const policy = (name: string, ...matchers: Matcher[]) => ({ ...lastResort, id: 1, name, matchers });
const alert = anAlert({ brand: "aurora", labels: { provider: "nordpay" } });

const chosen = (...policies: ReturnType<typeof policy>[]) => choosePolicy(policies, alert, lastResort).name;

describe("the policy of an alert", () => {
  it.each([
    ["provider", "nordpay"],
    ["brand", "aurora"],
    ["subsystem", "payments"],
    ["rule", "payment_outage"],
    ["metric", "payment_failure_rate_1m"],
    ["severity", "critical"],
    ["class", "ordinary"],
  ])("may be chosen by its %s", (label, value) => {
    expect(chosen(policy("Own", matcher(label, value)))).toBe("Own");
    expect(chosen(policy("Own", matcher(label, "another")))).toBe("Default");
  });

  it("is the first whose matchers it meets all", () => {
    const half = policy("Half", matcher("brand", "aurora"), matcher("provider", "ecpay"));
    expect(chosen(half, policy("All"), policy("Late", matcher("brand", "aurora")))).toBe("All");
  });

  it("is the last resort where it meets none", () => {
    expect(chosen()).toBe("Default");
  });
});
