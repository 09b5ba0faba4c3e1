import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { FOR_TESTS } from "./test-env.mjs";

export const TESTS_REPORT = ".test-data/tests.json";

/** Vitest reporter: leaves a tally for `npm test`, with the name and reason of each test that was skipped. */
export default class CountTests {
  #tally = { passed: 0, failed: 0, skipped: [] };

  onTestCaseResult(test) {
    const result = test.result();
    if (result.state === "passed") this.#tally.passed++;
    else if (result.state === "failed") this.#tally.failed++;
    else this.#skip(`${test.module.relativeModuleId}: ${test.fullName}`, result.note);
  }

  /** A test that needs something of the machine is named after the variable that says where it is. */
  #skip(name, note) {
    const variable = FOR_TESTS.find((one) => name.includes(one));
    this.#tally.skipped.push({
      name,
      reason: note ?? (variable && `nothing is where ${variable} says, or it says nothing`),
    });
  }

  /** A file that cannot be read, or a set-up that fails, has no test to blame. */
  onTestModuleEnd(module) {
    const hasFailed = module.state() === "failed";
    if (hasFailed && ![...module.children.allTests("failed")].length) this.#tally.failed++;
  }

  onTestRunEnd(_modules, unhandledErrors) {
    this.#tally.failed += unhandledErrors.length;
    mkdirSync(dirname(TESTS_REPORT), { recursive: true });
    writeFileSync(TESTS_REPORT, JSON.stringify(this.#tally));
  }
}
