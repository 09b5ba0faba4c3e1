import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { FOR_TESTS } from "./test-env.mjs";

export const TESTS_REPORT = ".test-data/tests.json";

/** Vitest reporter: leaves a tally for `npm test`, with the name and reason of each test that failed or was skipped. */
export default class CountTests {
  #tally = { passed: 0, failed: 0, skipped: [], failures: [] };

  onTestCaseResult(test) {
    const result = test.result();
    if (result.state === "passed") this.#tally.passed++;
    else if (result.state === "failed") this.#fail(nameOf(test), result.errors);
    else this.#skip(nameOf(test), result.note);
  }

  #fail(name, errors) {
    this.#tally.failed++;
    this.#tally.failures.push(`${name} (${firstLineOf(errors)})`);
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
    if (hasFailed && ![...module.children.allTests("failed")].length)
      this.#fail(module.relativeModuleId, module.errors());
  }

  onTestRunEnd(_modules, unhandledErrors) {
    for (const error of unhandledErrors) this.#fail("outside of any test", [error]);
    mkdirSync(dirname(TESTS_REPORT), { recursive: true });
    writeFileSync(TESTS_REPORT, JSON.stringify(this.#tally));
  }
}

function nameOf(test) {
  return `${test.module.relativeModuleId}: ${test.fullName}`;
}

function firstLineOf(errors = []) {
  return (errors[0]?.message ?? "no reason given").split("\n", 1)[0];
}
