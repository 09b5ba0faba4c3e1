import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { run } from "./run.mjs";
import { Refusal } from "./settings.mjs";

const SYSTEM = [
  "/usr/bin/chromium",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/**
 * The browser of the journeys: PLAYWRIGHT_CHROMIUM, Playwright's own, the system's, else one that Playwright's installer brings.
 * @returns {Promise<string>} the path of its program.
 */
export async function findBrowser(reporter) {
  const known = [process.env.PLAYWRIGHT_CHROMIUM, ownBrowser(), ...SYSTEM].find((path) => path && existsSync(path));
  if (known) return known;
  const cli = createRequire(import.meta.url).resolve("@playwright/test/cli");
  await reporter
    .stage("Installing a browser", (progress) =>
      run(process.execPath, [cli, "install", "chromium"], { onLine: progress }),
    )
    .catch(() => undefined);
  if (existsSync(ownBrowser())) return ownBrowser();
  throw new Refusal(
    "No browser for the journeys: install Debian's chromium or Google Chrome, or name one by PLAYWRIGHT_CHROMIUM.",
  );
}

function ownBrowser() {
  const { chromium } = createRequire(import.meta.url)("@playwright/test");
  return chromium.executablePath();
}
