import { linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import { z } from "zod";

/** Who owns an embedded database and how to reach it; lies beside its folder, readable by its user alone. */
export const DatabaseLock = z.object({
  pid: z.number().int(),
  port: z.number().int(),
  password: z.string(),
  startedAt: z.iso.datetime(),
});
export type DatabaseLock = z.infer<typeof DatabaseLock>;

export function lockFile(folder: string): string {
  return join(folder, "database.json");
}

/**
 * Takes the lock of a folder. A lock whose owner is dead (no such process, or its port is closed) is cleared.
 * @returns the live owner's lock when there is one, `undefined` when it is ours now.
 */
export async function takeLock(folder: string, mine: DatabaseLock): Promise<DatabaseLock | undefined> {
  for (;;) {
    if (tryCreate(lockFile(folder), mine)) return undefined;
    const text = read(lockFile(folder));
    const owner = parse(text);
    // Who has taken its port has outlived it.
    if (owner && owner.port !== mine.port && (await isLive(owner))) return owner;
    if (read(lockFile(folder)) === text) rmSync(lockFile(folder), { force: true });
  }
}

/** Whose lock lies there, dead or alive. */
export function readLock(folder: string): DatabaseLock | undefined {
  return parse(read(lockFile(folder)));
}

/** Removes the lock if it is still ours. */
export function releaseLock(folder: string, mine: DatabaseLock): void {
  if (readLock(folder)?.pid === mine.pid) rmSync(lockFile(folder), { force: true });
}

/** Written aside and linked into place: nobody ever reads half a lock, and only one link succeeds. */
function tryCreate(file: string, lock: DatabaseLock): boolean {
  const draft = `${file}.${lock.pid}`;
  writeFileSync(draft, JSON.stringify(lock), { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (isCode(error, "EEXIST")) return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    throw error;
  }
}

function parse(text: string | undefined): DatabaseLock | undefined {
  if (text === undefined) return undefined;
  try {
    return DatabaseLock.safeParse(JSON.parse(text)).data;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

async function isLive({ pid, port }: DatabaseLock): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (isCode(error, "ESRCH")) return false;
    if (!isCode(error, "EPERM")) throw error;
  }
  // A process number is given out again; an open port besides is not.
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => settle(true));
    socket.on("error", () => settle(false));
    const settle = (isOpen: boolean) => {
      socket.destroy();
      resolve(isOpen);
    };
  });
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
