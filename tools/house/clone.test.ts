import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildIfNeeded } from "./build.mjs";
import { aloneInClone, otherServers, serveFrom } from "./clone.mjs";
import { installIfNeeded } from "./install.mjs";
import { processStamp } from "./processes.mjs";
import { Reporter } from "./reporter.mjs";

const home = process.cwd();
const reporter = new Reporter({ write: () => undefined });
let clone: string;

beforeEach(() => {
  clone = mkdtempSync(join(tmpdir(), "pitboss-clone-"));
  process.chdir(clone);
});
afterEach(() => {
  process.chdir(home);
  rmSync(clone, { recursive: true, force: true });
});

/** Another live process that says it serves from here. */
async function anotherServer(distDir: string) {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
  await once(child, "spawn");
  mkdirSync(".pitboss", { recursive: true });
  const facts = { pid: child.pid, stamp: processStamp(child.pid ?? 0), distDir, url: "http://localhost:3000" };
  writeFileSync(`.pitboss/server-${child.pid}.json`, JSON.stringify(facts));
  return async () => {
    child.kill("SIGKILL");
    await once(child, "exit");
  };
}

function writeLocks(installed: Record<string, { version: string }>) {
  const packages = {
    "": { name: "pitboss" },
    "node_modules/next": { version: "1.0.0" },
    "node_modules/fsevents": { version: "2.0.0", optional: true },
  };
  writeFileSync("package-lock.json", JSON.stringify({ packages }));
  mkdirSync("node_modules", { recursive: true });
  writeFileSync("node_modules/.package-lock.json", JSON.stringify({ packages: installed }));
}

describe("a clone", () => {
  it("lets one process at a time install or build", async () => {
    const order: string[] = [];
    const work = (name: string) =>
      aloneInClone(reporter, async () => {
        order.push(`${name} begins`);
        await new Promise((resolve) => setImmediate(resolve));
        order.push(`${name} ends`);
      });
    await Promise.all([work("one"), work("two")]);
    expect(order).toEqual(["one begins", "one ends", "two begins", "two ends"]);
  });

  it("knows the live servers of others, and forgets the dead", async () => {
    const takeBack = serveFrom(".next", "http://localhost:3001");
    const end = await anotherServer(".next");
    expect(otherServers()).toMatchObject([{ url: "http://localhost:3000", distDir: ".next" }]);
    await end();
    expect(otherServers()).toEqual([]);
    takeBack();
    expect(readdirSync(".pitboss")).toEqual([]);
  });
});

describe("packages", () => {
  it("somebody installed himself are taken as they are, and marked", async () => {
    writeLocks({ "node_modules/next": { version: "1.0.0" } });
    await installIfNeeded(reporter);
    expect(readFileSync("node_modules/.pitboss-lock-hash", "utf8")).toMatch(/^[0-9a-f]{64}$/);
    await installIfNeeded(reporter);
  });

  it("are never exchanged under a server", async () => {
    writeLocks({ "node_modules/next": { version: "0.9.0" } });
    const end = await anotherServer(".next");
    await expect(installIfNeeded(reporter)).rejects.toThrow(
      "http://localhost:3000 runs on the present ones: stop it first",
    );
    await end();
  });
});

describe("the build", () => {
  it("is never exchanged under the server that serves it", async () => {
    writeFileSync("next.config.ts", "export default {};");
    const end = await anotherServer(".next");
    const building = buildIfNeeded(reporter, { distDir: ".next", env: process.env });
    await expect(building).rejects.toThrow("http://localhost:3000 serves the old: stop it first");
    await end();
  });
});
