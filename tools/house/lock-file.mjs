import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { processStamp, sleep } from "./processes.mjs";

/**
 * A file that says which process holds something. A lock whose process is gone (its number may have been given out again:
 * the start time tells) is nobody's.
 */
export class LockFile {
  #file;
  #held = false;
  /** The lock lay there when its holder was gone: it did not stop, it was killed. */
  wasAbandoned = false;

  constructor(file) {
    this.#file = file;
  }

  /** @returns {Record<string, any> | undefined} the live holder, or undefined when it is ours now. */
  take(facts = {}) {
    mkdirSync(dirname(this.#file), { recursive: true });
    const mine = { pid: process.pid, stamp: processStamp(process.pid), startedAt: new Date().toISOString(), ...facts };
    for (;;) {
      if (this.#create(mine)) return undefined;
      const text = readIfThere(this.#file);
      const holder = parse(text);
      if (holder && processStamp(holder.pid) === holder.stamp) return holder;
      this.wasAbandoned = true;
      if (text === readIfThere(this.#file)) rmSync(this.#file, { force: true });
    }
  }

  /**
   * Takes it as soon as its holder lets go. `onWait` hears of the holder once.
   * @param {Record<string, unknown>} facts
   * @param {(holder: Record<string, any>) => void} onWait
   */
  async wait(facts, onWait = () => undefined) {
    let isTold = false;
    for (let holder = this.take(facts); holder; holder = this.take(facts)) {
      if (!isTold) onWait(holder);
      isTold = true;
      await sleep(200);
    }
  }

  update(facts) {
    const present = parse(readIfThere(this.#file));
    if (!this.#held || present?.pid !== process.pid) return;
    this.#write(`${this.#file}.${process.pid}`, { ...present, ...facts });
    renameSync(`${this.#file}.${process.pid}`, this.#file);
  }

  release() {
    if (this.#held && parse(readIfThere(this.#file))?.pid === process.pid) rmSync(this.#file, { force: true });
    this.#held = false;
  }

  /** Written aside and linked into place: nobody reads half a lock, and only one link succeeds. */
  #create(mine) {
    const draft = `${this.#file}.${process.pid}`;
    this.#write(draft, mine);
    try {
      linkSync(draft, this.#file);
      this.#held = true;
      return true;
    } catch (error) {
      if (error.code === "EEXIST") return false;
      throw error;
    } finally {
      rmSync(draft, { force: true });
    }
  }

  #write(file, facts) {
    writeFileSync(file, JSON.stringify(facts, null, 2), { mode: 0o600 });
  }
}

/** @returns {Record<string, any> | undefined} the facts of a live holder. */
export function liveHolder(file) {
  const holder = parse(readIfThere(file));
  return holder && processStamp(holder.pid) === holder.stamp ? holder : undefined;
}

function readIfThere(file) {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}

function parse(text) {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
