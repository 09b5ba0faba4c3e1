import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DatabaseLock, lockFile } from "./lock";

let folder: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pitboss-database-"));
});

afterEach(async () => {
  await Promise.all(children.splice(0).map((child) => ended(child, "SIGKILL")));
  rmSync(folder, { recursive: true, force: true });
});

function start(patienceMs = 0): ChildProcess {
  const child = fork("db/embedded/main.ts", [folder, String(patienceMs)], {
    execArgv: ["--conditions=react-server", "--import", "tsx"],
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  children.push(child);
  return child;
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  child.kill(signal);
  const [code] = await once(child, "exit");
  return code;
}

const lock = () => DatabaseLock.parse(JSON.parse(readFileSync(lockFile(folder), "utf8")));

async function query(sql: string): Promise<unknown[]> {
  const { port, password } = lock();
  const client = new Client({ host: "127.0.0.1", port, password, user: "pitboss", database: "postgres" });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

describe("the database process", () => {
  it("writes where it is for its user alone, refuses a second owner, and keeps what it held", async () => {
    const first = start();
    expect(await once(first, "message")).toMatchObject([{ kind: "ready", port: lock().port }, undefined]);
    expect(statSync(lockFile(folder)).mode & 0o777).toBe(0o600);
    await query("create table kept as select 7 as seven");

    const second = start();
    expect(await once(second, "message")).toMatchObject([{ kind: "taken", pid: first.pid }, undefined]);
    expect(await once(second, "exit")).toEqual([3, null]);

    expect(await ended(first, "SIGTERM")).toBe(0);
    expect(() => lock()).toThrow("ENOENT");

    await once(start(), "message");
    expect(await query("select seven from kept")).toEqual([{ seven: 7 }]);
  }, 120_000);

  it("waits for an owner that is about to end", async () => {
    const first = start();
    await once(first, "message");
    const second = start(120_000);
    const ready = once(second, "message");
    await once(second, "spawn");
    expect(await ended(first, "SIGTERM")).toBe(0);
    expect(await ready).toMatchObject([{ kind: "ready" }, undefined]);
    expect(lock().pid).toBe(second.pid);
  }, 120_000);

  it("takes the place, port and password of an owner that was killed, with all it had acknowledged", async () => {
    const first = start();
    await once(first, "message");
    await query("create table kept as select 7 as seven");
    await ended(first, "SIGKILL");
    const { pid, port, password } = lock();
    expect(pid).toBe(first.pid);

    const second = start();
    expect(await once(second, "message")).toMatchObject([{ kind: "ready" }, undefined]);
    expect(lock()).toMatchObject({ pid: second.pid, port, password });
    expect(await query("select seven from kept")).toEqual([{ seven: 7 }]);
  }, 120_000);
});
