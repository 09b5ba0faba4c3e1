import { describe, expect, it } from "vitest";
import type { Severity } from "@/lib/kernel/severity";
import { bundlesOf, type RowsOf } from "./bundles-of";
import { outcomesOf } from "./outcomes-of";

const at = new Date("2026-11-20T09:00:00Z");
const row = (id: number, severity: Severity = "critical") => {
  return { id, alertId: id * 10, severity, attempts: 1, firstAttemptAt: at, bundle: 1 };
};
type Row = ReturnType<typeof row>;
const ROWS: RowsOf<Row> = [row(1), row(2), row(3)];

describe("the outcomes of an attempt", () => {
  it("are one where all was taken or refused", () => {
    const taken = outcomesOf({ rows: ROWS, receipt: { kind: "delivered", receipt: "ok" }, at });
    expect(taken).toMatchObject([{ rows: ROWS, next: { kind: "delivered" }, word: "ok", size: 3 }]);
    const failure = { kind: "http", status: 503 } as const;
    const refused = outcomesOf({ rows: ROWS, receipt: { kind: "failed", failure, response: "busy" }, at });
    expect(refused).toMatchObject([{ rows: ROWS, next: { kind: "retry" }, carrier: 1 }]);
  });

  it("are one more for each alert that a bundle lost", () => {
    const refused = [{ alertId: 20, failure: { kind: "http", status: 400 } as const, response: "bad" }];
    const outcomes = outcomesOf({ rows: ROWS, receipt: { kind: "delivered", receipt: "ok", refused }, at });
    expect(outcomes.map(({ rows, next }) => [rows.map(({ id }) => id), next.kind])).toEqual([
      [[1, 3], "delivered"],
      [[2], "give-up"],
    ]);
  });

  it("hold no word that Postgres refuses, nor half a character", () => {
    const receipt = `a\u0000b\ud800${"x".repeat(600)}`;
    const [outcome] = outcomesOf({ rows: ROWS, receipt: { kind: "delivered", receipt }, at });
    expect(outcome?.word).toBe(`ab${"x".repeat(498)}`);
  });

  it("rest by the most severe of their rows", () => {
    const failure = { kind: "http", status: 503, retryAfterMs: 82_800_000 } as const;
    const receipt = { kind: "failed", failure, response: "later" } as const;
    const rest = (severities: readonly Severity[]) => {
      const [first = row(1), ...others] = severities.map((severity, index) => row(index + 1, severity));
      return outcomesOf({ rows: [first, ...others], receipt, at })[0]?.restUntil;
    };
    expect(rest(["info", "emergency"])).toEqual(new Date("2026-11-20T09:05:00Z"));
    expect(rest(["info", "warning"])).toEqual(new Date("2026-11-20T09:15:00Z"));
  });
});

describe("messages", () => {
  it("are the rows of one bundle, the first of them its carrier, and every other row alone", () => {
    const taken = [row(5), { ...row(9), bundle: null }, row(2)];
    expect(bundlesOf(taken).map((rows) => rows.map(({ id }) => id))).toEqual([[2, 5], [9]]);
  });
});
