import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import { createRequire } from "node:module";
import { findBrowser } from "./browser.mjs";
import { openMailbox } from "./mailbox.mjs";
import { freePort } from "./port.mjs";
import { untied, withParent } from "./run.mjs";
import { Refusal } from "./settings.mjs";
import { blankEnv } from "./test-env.mjs";

const DATA_DIR = ".test-data/journeys";
export const JOURNEYS_REPORT = ".test-data/journeys.json";
const ADMIN = { email: "admin@demo.invalid", password: "journeys only on loopback", role: "admin" };

/**
 * Runs Playwright against a console of its own: the real `up`, on a fresh data folder and a free port, built in .next-test.
 * @param {import("./reporter.mjs").Reporter} reporter
 * @param {string[]} args handed on to Playwright
 * @returns {Promise<number>} Playwright's exit code
 */
export async function runJourneys(reporter, args = []) {
  const browser = await findBrowser(reporter);
  rmSync(DATA_DIR, { recursive: true, force: true });
  rmSync(JOURNEYS_REPORT, { force: true });
  const mailbox = await openMailbox();
  const env = { ...blankEnv(), ...(await consoleEnv(mailbox)) };
  const console = spawn(process.execPath, withParent(["tools/up.mjs"]), {
    env: untied(env),
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  try {
    const { url, accounts } = await readiness(console);
    const told = { E2E_URL: url, E2E_MAILBOX: mailbox.url, E2E_ACCOUNTS: JSON.stringify([ADMIN, ...accounts]) };
    return await playwright(args, { ...env, ...told, PLAYWRIGHT_CHROMIUM: browser });
  } finally {
    await end(console);
    await mailbox.close();
  }
}

async function consoleEnv({ smtpPort }) {
  return {
    PORT: String(await freePort()),
    DATA_DIR,
    NEXT_DIST_DIR: ".next-test",
    ADMIN_EMAIL: ADMIN.email,
    ADMIN_PASSWORD: ADMIN.password,
    SMTP_HOST: "127.0.0.1",
    SMTP_PORT: String(smtpPort),
    EMAIL_FROM: "pitboss@example.com",
    EMAIL_TO: "ops@example.com",
  };
}

async function readiness(console) {
  const ended = once(console, "exit").then(() => {
    throw new Refusal("The console of the journeys did not start.");
  });
  ended.catch(() => undefined);
  const [message] = await Promise.race([once(console, "message"), ended]);
  return message;
}

async function playwright(args, env) {
  const cli = createRequire(import.meta.url).resolve("@playwright/test/cli");
  const child = spawn(process.execPath, [cli, "test", ...args], { env, stdio: "inherit" });
  const [code] = await once(child, "exit");
  return code ?? 1;
}

async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await ended;
}
