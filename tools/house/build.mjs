import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { aloneInClone, hashOf, otherServers } from "./clone.mjs";
import { run, withParent } from "./run.mjs";
import { Refusal } from "./settings.mjs";

const INPUTS = [
  "app",
  "components",
  "lib",
  "db",
  "inngest",
  "public",
  "instrumentation.ts",
  "proxy.ts",
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
];
const isInput = (path) => !/\.test\.tsx?$|^db\/migrations\/meta/.test(path);
const NEXT = "node_modules/next/dist/bin/next";

/** The production build in `distDir`, made anew when an input changed, never under a server that uses it. */
export async function buildIfNeeded(reporter, { distDir, env }) {
  if (isBuilt(distDir)) return;
  await aloneInClone(reporter, async () => {
    if (isBuilt(distDir)) return;
    const server = otherServers().find((other) => other.distDir === distDir);
    if (server)
      throw new Refusal(`The code has changed and wants a new build, but ${server.url} serves the old: stop it first.`);
    await reporter.stage("Building the console", async (progress) => {
      const hash = hashOf(INPUTS, isInput);
      const options = { env: { ...env, NEXT_DIST_DIR: distDir }, onLine: progress, failure: "next build failed" };
      await run(process.execPath, withParent([NEXT, "build"]), options);
      writeFileSync(markOf(distDir), hash);
    });
  });
}

function isBuilt(distDir) {
  return existsSync(markOf(distDir)) && readFileSync(markOf(distDir), "utf8") === hashOf(INPUTS, isInput);
}

const markOf = (distDir) => join(distDir, "pitboss-inputs");
