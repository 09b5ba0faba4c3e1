import { readFileSync } from "node:fs";

/** What tests ask the machine for. */
export const FOR_TESTS = ["TEST_DATA_DIR", "TEST_DATABASE_URL", "INNGEST_TEST_SERVER", "PLAYWRIGHT_CHROMIUM"];

/** @returns {string[]} the variables that configure a console. */
function consoleNames() {
  const names = [...readFileSync(".env.example", "utf8").matchAll(/^#? ?([A-Z][A-Z0-9_]*)=/gm)].map(([, name]) => name);
  return names.filter((name) => !FOR_TESTS.includes(name) && name !== "NODE_ENV");
}

/** The environment without anything that configures a console: for tests, and for what reads no .env file. */
export function bareEnv() {
  const names = consoleNames();
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !names.includes(name)));
}

/**
 * The same for a console, which reads .env and .env.local: a variable that is there and empty covers what they say, and is
 * absent for Pitboss.
 */
export function blankEnv() {
  return { ...process.env, ...Object.fromEntries(consoleNames().map((name) => [name, ""])), NODE_ENV: "production" };
}
