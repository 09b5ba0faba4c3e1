import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { closingLines, readTally, sumOf, tallyOfPlaywright } from "./tally.mjs";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pitboss-tally-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const skip = { name: "import: reads the real bets", reason: "TEST_DATA_DIR is absent" };

describe("the closing of npm test", () => {
  it("lists what was skipped and what failed, by name and reason, above its last line", () => {
    expect(closingLines({ passed: 12, failed: 1, skipped: [skip], failures: ["Types"] })).toEqual([
      "skipped: import: reads the real bets (TEST_DATA_DIR is absent)",
      "failed: Types",
      "12 passed, 1 failed, 1 skipped",
    ]);
  });

  it("adds up what each part left", () => {
    const parts = [
      { passed: 2, failed: 0, skipped: [skip] },
      { passed: 3, failed: 1, skipped: [] },
    ];
    expect(sumOf(parts)).toMatchObject({ passed: 5, failed: 1, skipped: [skip] });
  });
});

describe("what a run left", () => {
  const file = () => join(folder, "tally.json");

  it("is read as it is", () => {
    writeFileSync(file(), JSON.stringify({ passed: 3, failed: 2, skipped: [] }));
    expect(readTally(file(), 1)).toEqual({ passed: 3, failed: 2, skipped: [] });
  });

  it("is a failure when it left nothing, or failed for no test it names", () => {
    expect(readTally(file(), 1)).toMatchObject({ passed: 0, failed: 1, skipped: [] });
    writeFileSync(file(), JSON.stringify({ passed: 3, failed: 0, skipped: [] }));
    expect(readTally(file(), 1)).toMatchObject({ passed: 3, failed: 1, skipped: [] });
  });
});

describe("a report of Playwright", () => {
  const oneTest = (status: string, annotations: { type: string; description?: string }[] = []) => ({
    status,
    projectName: "phone",
    annotations,
  });
  const report = {
    errors: [],
    suites: [
      {
        title: "sign-in.spec.ts",
        specs: [{ title: "leads on", tests: [oneTest("expected"), oneTest("flaky")] }],
        suites: [
          {
            title: "on a phone",
            specs: [{ title: "shakes", tests: [oneTest("skipped", [{ type: "skip", description: "no sensor" }])] }],
          },
        ],
      },
    ],
  };

  it("counts what passed at the second try, and names it and what was skipped", () => {
    expect(tallyOfPlaywright(report)).toMatchObject({
      passed: 2,
      failed: 0,
      shaky: ["sign-in.spec.ts: leads on (phone)"],
      skipped: [{ name: "sign-in.spec.ts > on a phone: shakes (phone)", reason: "no sensor" }],
    });
  });

  it("counts an error outside of any test", () => {
    expect(tallyOfPlaywright({ suites: [], errors: [{ message: "no browser" }] }).failed).toBe(1);
  });
});
