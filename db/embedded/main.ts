import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type OpenEngine, openEngine } from "./engine";
import { type DatabaseLock, readLock, releaseLock, takeLock } from "./lock";
import { query } from "./protocol";
import { listen } from "./server";

const POLL_MS = 100;

/**
 * The process of the embedded database: `main.ts DATA_DIR [MS]`. Tells its parent `{kind: "ready", port}` or
 * `{kind: "taken", pid}`, the latter after it waited MS for the owner to end; ends on SIGTERM after PGlite is closed.
 */
async function main(folder: string, patienceMs: number): Promise<void> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chmodSync(folder, 0o700);
  // Clients of a database that was killed find its successor at the same port, under the same password.
  const previous = readLock(folder);
  const password = previous?.password ?? randomBytes(24).toString("base64url");
  let engine: OpenEngine | undefined;
  const server = await listen({ port: previous?.port, password, onFailure: (error) => void report(error, engine) });
  const lock: DatabaseLock = { pid: process.pid, port: server.port, password, startedAt: new Date().toISOString() };
  const owner = await takeLockIn(folder, lock, patienceMs);
  if (owner) {
    process.send?.({ kind: "taken", pid: owner.pid });
    console.error(`The database in ${folder} is in use by process ${owner.pid}.`);
    process.exit(3);
  }
  engine = await openEngine(join(folder, "pglite"));
  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    await engine?.close();
    releaseLock(folder, lock);
    process.exit(0);
  };
  process.on("SIGTERM", () => void stop());
  process.on("SIGINT", () => void stop());
  server.serve(engine);
  process.send?.({ kind: "ready", port: server.port });
}

/** An owner whose parent was killed is about to end itself. */
async function takeLockIn(folder: string, lock: DatabaseLock, patienceMs: number): Promise<DatabaseLock | undefined> {
  const until = performance.now() + patienceMs;
  for (;;) {
    const owner = await takeLock(folder, lock);
    if (owner === undefined || performance.now() >= until) return owner;
    await sleep(POLL_MS);
  }
}

/** One failed batch is its client's trouble; an engine that answers nothing any more ends, and the supervisor starts afresh. */
async function report(error: unknown, engine: OpenEngine | undefined): Promise<void> {
  console.error("The embedded database could not run a batch:", error);
  try {
    await engine?.run(query("select 1"), () => undefined);
  } catch (cause) {
    console.error("The embedded database failed:", cause);
    process.exit(1);
  }
}

const [folder, patienceMs = "0"] = process.argv.slice(2);
if (folder === undefined) {
  console.error("Usage: node --import tsx db/embedded/main.ts DATA_DIR [MS]");
  process.exit(2);
}
await main(folder, Number(patienceMs));
