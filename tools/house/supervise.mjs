import { spawn } from "node:child_process";
import { appendFileSync, fstatSync, mkdirSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { killGroup } from "./processes.mjs";
import { untied, withParent } from "./run.mjs";
import { Refusal } from "./settings.mjs";

const LIMIT = 5;
const LOG_BYTES = 10 * 1024 * 1024;
const TAIL_LINES = 15;

/**
 * Keeps long-lived children: starts each in a group of its own with a channel that ties it to us, starts a dead one again,
 * stops them in the reverse order of their start.
 */
export class Supervisor {
  #children = [];
  #logDir;
  #graceMs;
  #minuteMs;
  #onGiveUp;
  #isStopping = false;

  /** @param {{ logDir: string, onGiveUp: (sentence: string) => void, graceMs?: number, minuteMs?: number }} options */
  constructor({ logDir, onGiveUp, graceMs = 8_000, minuteMs = 60_000 }) {
    this.#logDir = logDir;
    this.#onGiveUp = onGiveUp;
    this.#graceMs = graceMs;
    this.#minuteMs = minuteMs;
    mkdirSync(logDir, { recursive: true });
  }

  /**
   * @param {{ name: string, args: string[], env: NodeJS.ProcessEnv, isReady?: (child: import("node:child_process").ChildProcess) => Promise<unknown>, onRestart?: (child: import("node:child_process").ChildProcess) => unknown }} spec
   * `isReady` resolves when the child can be used; it is raced against the child's end.
   */
  async start(spec) {
    if (this.#isStopping) throw new Refusal("Stopping.");
    const kept = { spec, logFile: join(this.#logDir, `${spec.name}.log`), deaths: [], process: undefined };
    this.#children.push(kept);
    const child = this.#spawn(kept);
    const died = new Promise((_, reject) => {
      child.once("error", reject);
      child.once("exit", (code, signal) => reject(new Refusal(this.#obituary(kept, signal ?? code))));
    });
    died.catch(() => undefined);
    await Promise.race([spec.isReady?.(child), died]);
    child.once("exit", (code, signal) => this.#revive(kept, signal ?? code));
  }

  /** @param {string} name */
  pidOf(name) {
    return this.#children.find(({ spec }) => spec.name === name)?.process?.pid;
  }

  /** Ends every child, the last started first; one that does not end in time is killed. A second call waits for the first. */
  stop() {
    this.#isStopping = true;
    this.#stopped ??= (async () => {
      for (const kept of this.#children.toReversed()) await this.#end(kept.process);
    })();
    return this.#stopped;
  }
  #stopped;

  #spawn(kept) {
    const log = openLog(kept.logFile);
    kept.logStart = fstatSync(log).size;
    const child = spawn(process.execPath, withParent(kept.spec.args), {
      env: untied(kept.spec.env),
      detached: true,
      stdio: ["ignore", log, log, "ipc"],
    });
    kept.process = child;
    return child;
  }

  #revive(kept, end) {
    killGroup(kept.process.pid);
    if (this.#isStopping) return;
    const now = Date.now();
    // One that was killed says nothing itself.
    appendFileSync(kept.logFile, `${new Date(now).toISOString()} up: the ${kept.spec.name} ended (${end})\n`);
    kept.deaths = [...kept.deaths.filter((at) => now - at < this.#minuteMs), now];
    if (kept.deaths.length > LIMIT) {
      this.#onGiveUp(`It was started again ${LIMIT} times within a minute. ${this.#obituary(kept, end)}`);
      return;
    }
    const child = this.#spawn(kept);
    child.once("error", () => this.#revive(kept, "could not start"));
    child.once("exit", (code, signal) => this.#revive(kept, signal ?? code));
    kept.spec.onRestart?.(child);
  }

  async #end(child) {
    if (!child?.pid) return;
    if (child.exitCode === null && child.signalCode === null) {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGTERM");
      const timer = setTimeout(() => killGroup(child.pid), this.#graceMs);
      await gone;
      clearTimeout(timer);
    }
    killGroup(child.pid);
  }

  #obituary({ spec, logFile, logStart }, end) {
    const tail = readFileSync(logFile)
      .subarray(logStart)
      .toString("utf8")
      .trimEnd()
      .split("\n")
      .slice(-TAIL_LINES)
      .join("\n");
    return `The ${spec.name} ended (${end}). The end of ${logFile}:\n${tail}`;
  }
}

function openLog(file) {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LOG_BYTES) renameSync(file, `${file}.1`);
  return openSync(file, "a", 0o600);
}
