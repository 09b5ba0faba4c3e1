import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { buildIfNeeded } from "./build.mjs";
import { installIfNeeded } from "./install.mjs";
import { Reporter } from "./reporter.mjs";
import { run } from "./run.mjs";
import { closingLines, readTally, sumOf, tallyOfPlaywright } from "./tally.mjs";
import { bareEnv, blankEnv } from "./test-env.mjs";

const bin = (name) => `node_modules/.bin/${name}`;

/** Each is one test: it passes or it fails. */
const CHECKS = [
  { name: "Format and lint (Biome)", command: bin("biome"), args: ["ci", "--colors=off"] },
  { name: "Lock file", command: process.execPath, args: ["tools/check-lock.mjs"] },
  { name: "Types", command: bin("tsc"), args: ["--noEmit", "--pretty", "false"] },
  { name: "Nothing unused (knip)", command: bin("knip"), args: [] },
];

/** Runs all, whatever fails, and ends with `N passed, N failed, N skipped`; exit code 1 if any failed. */
export async function testAll() {
  const reporter = new Reporter();
  try {
    await installIfNeeded(reporter);
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
  const env = { ...bareEnv(), NEXT_TELEMETRY_DISABLED: "1" };
  const build = () => buildIfNeeded(reporter, { distDir: ".next-test", env: { ...env, ...blankEnv() } });
  const tallies = [await check(reporter, "Build", build)];
  for (const { name, command, args } of CHECKS) {
    tallies.push(await check(reporter, name, () => reporter.stage(name, () => run(command, args, { env }))));
  }
  tallies.push(await tests(env), await journeys(reporter));
  const tally = sumOf(tallies);
  console.log(`\n${closingLines(tally).join("\n")}`);
  process.exit(tally.failed === 0 ? 0 : 1);
}

async function check(reporter, name, work) {
  try {
    await work();
    return { passed: 1, failed: 0, skipped: [] };
  } catch (error) {
    reporter.say(`${name} failed:\n${error.message}`);
    return { passed: 0, failed: 1, skipped: [], failures: [name] };
  }
}

/** Unit, database and scenario tests, with the coverage of lines. */
async function tests(env) {
  const { TESTS_REPORT } = await import("./count-tests.mjs");
  rmSync(TESTS_REPORT, { force: true });
  const args = ["node_modules/vitest/vitest.mjs", "run", "--coverage"];
  const reporters = ["--reporter=default", "--reporter=./tools/house/count-tests.mjs"];
  const child = spawn(process.execPath, [...args, ...reporters], {
    env: { ...env, NODE_ENV: "test" },
    stdio: "inherit",
  });
  const [code] = await once(child, "exit");
  return readTally(TESTS_REPORT, code);
}

async function journeys(reporter) {
  const { JOURNEYS_REPORT, runJourneys } = await import("./journeys.mjs");
  try {
    const code = await runJourneys(reporter);
    return readTally(JOURNEYS_REPORT, code, tallyOfPlaywright);
  } catch (error) {
    reporter.say(`Journeys failed:\n${error.message}`);
    return { passed: 0, failed: 1, skipped: [], failures: ["Journeys"] };
  }
}
