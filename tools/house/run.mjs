import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { stripVTControlCharacters } from "node:util";
import { killGroup } from "./processes.mjs";
import { Refusal } from "./settings.mjs";

const TAIL_LINES = 25;
const running = new Set();

/**
 * Runs a command to its end in a group of its own. Its output is kept and shown only when it fails.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, onLine?: (line: string) => void, onMessage?: (message: any) => void, failure?: string }} options
 */
export async function run(command, args, { env = process.env, onLine, onMessage, failure } = {}) {
  const child = spawn(command, args, { env: untied(env), detached: true, stdio: ["ignore", "pipe", "pipe", "ipc"] });
  running.add(child);
  const tail = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on("line", (coloured) => {
      const line = stripVTControlCharacters(coloured);
      tail.push(line);
      if (tail.length > TAIL_LINES) tail.shift();
      onLine?.(line);
    });
  }
  if (onMessage) child.on("message", onMessage);
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode, signal) => resolve(exitCode ?? signal));
  }).finally(() => running.delete(child));
  if (code !== 0)
    throw new Refusal(`${tail.join("\n")}\n${failure ?? `${command} ${args.join(" ")} failed`} (${code}).`);
}

/** Ends what still runs; for a stop in the middle of a stage. */
export function killRuns() {
  for (const child of running) killGroup(child.pid);
}

/** Arguments of node for a TypeScript file of ours. */
export const typescript = (file, ...args) => ["--conditions=react-server", "--import", "tsx", file, ...args];
/** The environment of a child that is to be tied to this process, though this one may be tied itself. */
export const untied = ({ PITBOSS_TIED: _, ...env }) => env;
export const withParent = (args) => ["--import", "./tools/with-parent.mjs", ...args];
