import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LockFile, liveHolder } from "./lock-file.mjs";
import { processStamp } from "./processes.mjs";

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pitboss-lock-"));
  file = join(folder, "up.json");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("a lock file", () => {
  it("is held by one, readable by its user alone", () => {
    expect(new LockFile(file).take({ url: "http://localhost:3000" })).toBeUndefined();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(new LockFile(file).take()).toMatchObject({ pid: process.pid, url: "http://localhost:3000" });
  });

  it("tells what its holder said last", () => {
    const lock = new LockFile(file);
    lock.take({ state: "starting" });
    lock.update({ state: "running" });
    expect(liveHolder(file)).toMatchObject({ state: "running", pid: process.pid });
  });

  it("is anybody's when its holder is gone", async () => {
    const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"]);
    await once(child, "spawn");
    const pid = child.pid ?? 0;
    writeFileSync(file, JSON.stringify({ pid, stamp: processStamp(pid) }));
    expect(new LockFile(file).take()).toMatchObject({ pid });
    child.kill("SIGKILL");
    await once(child, "exit");
    const next = new LockFile(file);
    expect(next.take()).toBeUndefined();
    expect(next.wasAbandoned).toBe(true);
  });

  it("is anybody's when its holder's number was given out again", () => {
    writeFileSync(file, JSON.stringify({ pid: process.pid, stamp: "another time" }));
    expect(new LockFile(file).take()).toBeUndefined();
  });

  it("is anybody's when a crash left half of it", () => {
    writeFileSync(file, '{"pid": 1');
    expect(new LockFile(file).take()).toBeUndefined();
  });

  it("is taken by who waited, once it is let go", async () => {
    const [first, second] = [new LockFile(file), new LockFile(file)];
    first.take({ by: "first" });
    await second.wait({ by: "second" }, () => first.release());
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ by: "second" });
  });
});
