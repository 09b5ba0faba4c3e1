import { existsSync, readFileSync } from "node:fs";

/** @typedef {{ passed: number, failed: number, skipped: { name: string, reason?: string }[], shaky?: string[], failures?: string[] }} Tally */

/** @returns {Tally} */
export function sumOf(tallies) {
  return {
    passed: tallies.reduce((sum, { passed }) => sum + passed, 0),
    failed: tallies.reduce((sum, { failed }) => sum + failed, 0),
    skipped: tallies.flatMap(({ skipped }) => skipped),
    shaky: tallies.flatMap(({ shaky = [] }) => shaky),
    failures: tallies.flatMap(({ failures = [] }) => failures),
  };
}

/** What a run left behind; a run that left nothing, or failed without a failed test, counts as one failure. */
export function readTally(file, exitCode, read = (report) => report) {
  const tally = existsSync(file) ? read(JSON.parse(readFileSync(file, "utf8"))) : sumOf([]);
  if (exitCode === 0 || tally.failed > 0) return tally;
  return { ...tally, failed: 1, failures: [`${file} names no failure, and its run ended with ${exitCode}`] };
}

/** The tally in Playwright's JSON report. @returns {Tally} */
export function tallyOfPlaywright({ suites, errors }) {
  const tests = suites.flatMap((suite) => testsOf(suite, suite.title));
  const countOf = (...statuses) => tests.filter(({ status }) => statuses.includes(status)).length;
  return {
    passed: countOf("expected", "flaky"),
    failed: countOf("unexpected") + errors.length,
    skipped: tests.filter(({ status }) => status === "skipped"),
    // Passed at the second try only: no failure, and not kept quiet either.
    shaky: tests.filter(({ status }) => status === "flaky").map(({ name }) => name),
    failures: [
      ...tests.filter(({ status }) => status === "unexpected").map(({ name }) => name),
      ...errors.map(({ message }) => message.split("\n", 1)[0]),
    ],
  };
}

function testsOf(suite, path) {
  const own = (suite.specs ?? []).flatMap(({ title, tests }) =>
    tests.map(({ status, projectName, annotations }) => ({
      name: `${path}: ${title} (${projectName})`,
      status,
      reason: annotations.find(({ type }) => type === "skip")?.description,
    })),
  );
  return [...own, ...(suite.suites ?? []).flatMap((inner) => testsOf(inner, `${path} > ${inner.title}`))];
}

/** The end of `npm test`: what was shaky, skips by name and reason, failures, then the closing line. @param {Tally} tally */
export function closingLines({ passed, failed, skipped, shaky = [], failures = [] }) {
  const tried = shaky.map((name) => `passed at the second try: ${name}`);
  const skips = skipped.map(({ name, reason }) => `skipped: ${name} (${reason ?? "no reason given"})`);
  const broken = failures.map((name) => `failed: ${name}`);
  return [...tried, ...skips, ...broken, `${passed} passed, ${failed} failed, ${skipped.length} skipped`];
}
