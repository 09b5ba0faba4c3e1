import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { LockFile, liveHolder } from "./lock-file.mjs";

const FOLDER = ".pitboss";

/** Installing and building are done by one process at a time in a clone, whatever their DATA_DIR. */
export async function aloneInClone(reporter, work) {
  const lock = new LockFile(join(FOLDER, "clone.json"));
  await lock.wait({}, ({ pid }) => reporter.say(`  waiting for process ${pid}, which is installing or building here`));
  try {
    return await work();
  } finally {
    lock.release();
  }
}

/** Says that this process serves from `distDir`. @returns {() => void} takes it back. */
export function serveFrom(distDir, url) {
  const lock = new LockFile(join(FOLDER, `server-${process.pid}.json`));
  lock.take({ distDir, url });
  return () => lock.release();
}

/**
 * Live consoles of this clone other than ours: neither packages nor their build may change under them.
 * @returns {{ pid: number, url: string, distDir: string }[]}
 */
export function otherServers() {
  mkdirSync(FOLDER, { recursive: true });
  const files = readdirSync(FOLDER).filter((name) => name.startsWith("server-"));
  return files.flatMap((name) => {
    const holder = liveHolder(join(FOLDER, name));
    if (!holder) rmSync(join(FOLDER, name), { force: true });
    return holder && holder.pid !== process.pid ? [holder] : [];
  });
}

/**
 * One hash over the names and contents of files and folders; `isOurs` leaves out what does not count.
 * @param {string[]} paths
 * @param {(path: string) => boolean} isOurs
 */
export function hashOf(paths, isOurs = () => true) {
  const hash = createHash("sha256");
  for (const path of paths.flatMap(filesBelow).filter(isOurs))
    hash.update(`${path}\0`).update(readFileSync(path)).update("\0");
  return hash.digest("hex");
}

function filesBelow(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat) return [];
  if (stat.isFile()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(`${path}/${name}`));
}
