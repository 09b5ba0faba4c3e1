import { describe, expect, it } from "vitest";
import { alertJson } from "@/lib/alerts/alert-fixture";
import { companyOf, countOf } from "./describe-group";

const member = (id: number, status: "triggered" | "resolved" = "triggered") =>
  ({ id, title: "", severity: "critical", status, waits_until: null }) as const;

describe("a group in words", () => {
  it("says how many alerts it holds, and how many are open where some are over", () => {
    expect(countOf({ alerts: [member(1)] })).toBe("1 alert");
    expect(countOf({ alerts: [member(1), member(2)] })).toBe("2 alerts");
    expect(countOf({ alerts: [member(1), member(2), member(3, "resolved")] })).toBe("3 alerts, 2 open");
  });

  it("stands beside an alert of a list with the others of the list that are open", () => {
    const first = alertJson({ id: 1, group_id: 7 });
    const others = [2, 3].map((id) => alertJson({ id, group_id: 7 }));
    const over = alertJson({ id: 4, group_id: 7, status: "resolved" });
    expect(companyOf(first, [first, ...others, over])).toBe("With 2 others. ");
    expect(companyOf(first, [first, ...others.slice(1)])).toBe("With 1 other. ");
    expect(companyOf(first, [first, alertJson({ id: 5, group_id: 8 })])).toBe("");
    expect(companyOf(over, [first, over])).toBe("");
    expect(companyOf(alertJson(), [alertJson({ id: 6 })])).toBe("");
  });
});
