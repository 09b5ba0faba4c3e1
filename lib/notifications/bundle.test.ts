import { describe, expect, it } from "vitest";
import { anAlert } from "@/lib/fixtures";
import { decideRelease } from "./bundle";

const silence = { kind: "silence", id: 12, by: "silence 12, wallet maintenance", until: null } as const;

describe("a bundle whose time has come", () => {
  it("names what is resolved meanwhile beside what burns", () => {
    const due = [
      { row: 1, alert: anAlert({ status: "resolved" }) },
      { row: 2, alert: anAlert() },
    ];
    expect(decideRelease(due)).toMatchObject({ tell: [{ row: 1 }, { row: 2 }], skip: [] });
  });

  it("tells nobody when all is resolved", () => {
    const due = [1, 2].map((row) => ({ row, alert: anAlert({ status: "resolved" }) }));
    expect(decideRelease(due)).toEqual({
      tell: [],
      skip: [1, 2].map((row) => ({ row, reason: "resolved before it was told" })),
    });
  });

  it("tells all the same when a cap held it: nothing over a cap is dropped", () => {
    const alert = anAlert({ status: "resolved", capUntil: new Date("2026-11-20T10:00:00Z") });
    expect(decideRelease([{ row: 1, alert }]).tell).toHaveLength(1);
  });

  it("leaves out what is hidden meanwhile, but never player safety, and what is gone", () => {
    const due = [
      { row: 1, alert: anAlert({ mute: silence }) },
      { row: 2, alert: anAlert({ mute: silence, class: "player_safety" }) },
      { row: 3, alert: null },
    ];
    expect(decideRelease(due)).toMatchObject({
      tell: [{ row: 2 }],
      skip: [
        { row: 1, reason: "hidden by silence 12, wallet maintenance" },
        { row: 3, reason: "the alert is gone" },
      ],
    });
  });

  it("tells also what a recipient's own cap held, whatever became of it", () => {
    const alert = anAlert({ status: "resolved" });
    expect(decideRelease([{ row: 1, alert, isOverCap: true }]).tell).toHaveLength(1);
  });
});

describe("what a person's delay held", () => {
  it.each([
    [{ status: "triggered" }, null],
    [{ status: "escalated" }, null],
    [{ status: "acknowledged", acknowledgedBy: "ben@x.test" }, "ben@x.test acknowledged it before its delay was over"],
    [{ status: "resolved" }, "resolved before its delay was over"],
  ] as const)("of an alert that is %o by then", (changes, reason) => {
    const { tell, skip } = decideRelease([{ row: 1, alert: anAlert(changes), wasDelayed: true }]);
    expect(skip).toEqual(reason === null ? [] : [{ row: 1, reason }]);
    expect(tell).toHaveLength(reason === null ? 1 : 0);
  });

  it("is told where nothing delayed it, although somebody acknowledged", () => {
    expect(decideRelease([{ row: 1, alert: anAlert({ status: "acknowledged" }) }]).tell).toHaveLength(1);
  });
});
