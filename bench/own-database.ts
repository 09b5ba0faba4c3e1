import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DatabaseHandle, openDatabase } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";
import { databaseUrl } from "@/lib/server/database";

/** What Linux counts CPU time in. */
const TICKS_A_SECOND = 100;

export interface OwnDatabase extends DatabaseHandle {
  /** Where it lies, with the lock file by which others find it. */
  folder: string;
  /** CPU time its process has used so far, ms; null where the system does not tell. */
  cpuMs(): number | null;
}

/** An empty, migrated embedded database in a process and folder of its own, gone when closed. */
export async function openOwnDatabase(): Promise<OwnDatabase> {
  const folder = mkdtempSync(join(tmpdir(), "pitboss-bench-"));
  const args = ["--conditions=react-server", "--import", "tsx", "db/embedded/main.ts", folder];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  await once(child, "message");
  const url = databaseUrl({ DATABASE_URL: undefined, DATA_DIR: folder });
  await migrateDatabase({ url, now: new Date() });
  const handle = openDatabase({ url, max: 1 });
  return {
    ...handle,
    folder,
    cpuMs: () => cpuMsOf(child),
    async close() {
      await handle.close();
      child.kill("SIGTERM");
      await once(child, "exit");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function cpuMsOf({ pid }: ChildProcess): number | null {
  if (process.platform !== "linux") return null;
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const [user, system] = stat
    .slice(stat.lastIndexOf(")") + 2)
    .split(" ")
    .slice(11, 13);
  return ((Number(user) + Number(system)) / TICKS_A_SECOND) * 1000;
}
