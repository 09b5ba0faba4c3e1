import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { aloneInClone, hashOf, otherServers } from "./clone.mjs";
import { run } from "./run.mjs";
import { Refusal } from "./settings.mjs";

const MARK = "node_modules/.pitboss-lock-hash";

/** `npm ci` when what is installed is not what the lock says. */
export async function installIfNeeded(reporter) {
  if (isInstalled()) return;
  await aloneInClone(reporter, async () => {
    if (isInstalled()) return;
    const [server] = otherServers();
    if (server)
      throw new Refusal(`New packages are needed, but ${server.url} runs on the present ones: stop it first.`);
    await reporter.stage("Installing packages", async (progress) => {
      const [command, args] = npm(["ci", "--include=dev", "--no-audit", "--no-fund"]);
      await run(command, args, { onLine: progress, failure: "npm ci failed" });
      writeFileSync(MARK, lockHash());
    });
  });
}

function isInstalled() {
  if (existsSync(MARK)) return readFileSync(MARK, "utf8") === lockHash();
  if (!holdsAllOfLock()) return false;
  // Somebody ran npm himself.
  writeFileSync(MARK, lockHash());
  return true;
}

function holdsAllOfLock() {
  if (!existsSync("node_modules/.package-lock.json")) return false;
  const packagesOf = (file) => JSON.parse(readFileSync(file, "utf8")).packages;
  const installed = packagesOf("node_modules/.package-lock.json");
  return Object.entries(packagesOf("package-lock.json")).every(
    ([path, { version, optional }]) => path === "" || optional || installed[path]?.version === version,
  );
}

function lockHash() {
  return hashOf(["package-lock.json"]);
}

/** The npm that runs us, else the one on the path. */
function npm(args) {
  const script = process.env.npm_execpath;
  return script?.endsWith(".js") ? [process.execPath, [script, ...args]] : ["npm", args];
}
