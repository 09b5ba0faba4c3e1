import { once } from "node:events";
import { mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type DatabaseLock, lockFile, readLock, releaseLock, takeLock } from "./lock";

let folder: string;
let server: Server;
let mine: DatabaseLock;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "pitboss-lock-"));
  server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = address !== null && typeof address === "object" ? address.port : 0;
  mine = { pid: process.pid, port, password: "p", startedAt: "2026-11-20T12:00:00.000Z" };
});
afterEach(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const other = (changes: Partial<DatabaseLock>) => ({ ...mine, port: 1, ...changes });

describe("the lock of a database's folder", () => {
  it("is one owner's, readable by its user alone, until it is let go", async () => {
    expect(await takeLock(folder, mine)).toBeUndefined();
    expect(statSync(lockFile(folder)).mode & 0o777).toBe(0o600);
    expect(await takeLock(folder, other({}))).toEqual(mine);
    releaseLock(folder, mine);
    expect(readLock(folder)).toBeUndefined();
  });

  it("is not let go by another process", async () => {
    await takeLock(folder, mine);
    releaseLock(folder, other({ pid: mine.pid + 1 }));
    expect(readLock(folder)).toEqual(mine);
  });

  it.each([
    ["no process", { pid: 2 ** 30 }],
    ["a process of that number, but a closed port", {}],
  ])("is cleared when its owner is dead: %s", async (_name, changes) => {
    writeFileSync(lockFile(folder), JSON.stringify(other(changes)));
    expect(await takeLock(folder, mine)).toBeUndefined();
    expect(readLock(folder)).toEqual(mine);
  });

  it.each(["{", "{}", ""])("is cleared when it is no lock: %j", async (text) => {
    writeFileSync(lockFile(folder), text);
    expect(await takeLock(folder, mine)).toBeUndefined();
  });

  it("of a predecessor whose port is ours now is cleared, though its number lives on", async () => {
    writeFileSync(lockFile(folder), JSON.stringify({ ...mine, password: "of the predecessor" }));
    expect(await takeLock(folder, mine)).toBeUndefined();
    expect(readLock(folder)?.password).toBe("p");
  });
});
