import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";

const Lock = z.object({ pid: z.number(), port: z.number(), password: z.string() });

/** A console beside that of the other journeys: the real `up`, same clone and build, a data folder and port of its own. */
export class OwnConsole {
  readonly url: string;
  readonly #folder: string;
  readonly #env: NodeJS.ProcessEnv;
  #up: ChildProcess | undefined;
  #output = "";

  constructor(folder: string, port: number, settings: Record<string, string>) {
    this.#folder = folder;
    this.#env = { ...process.env, DATA_DIR: folder, PORT: String(port), DEMO: "0", ...settings };
    this.url = `http://127.0.0.1:${port}`;
  }

  /** Resolves when the box is shown. @throws Error with what `up` printed, when it ended instead. */
  async start(): Promise<void> {
    const up = spawn(process.execPath, ["tools/up.mjs"], { env: this.#env, stdio: ["ignore", "pipe", "pipe", "ipc"] });
    this.#up = up;
    this.#output = "";
    for (const stream of [up.stdout, up.stderr]) stream?.on("data", (part) => (this.#output += part));
    const failed = once(up, "exit").then(() => {
      throw new Error(`up ended:\n${this.#output}`);
    });
    failed.catch(() => undefined);
    await Promise.race([once(up, "message"), failed]);
  }

  async stop(): Promise<void> {
    const up = this.#up;
    if (up === undefined || up.exitCode !== null || up.signalCode !== null) return;
    up.kill("SIGTERM");
    await once(up, "exit");
  }

  /** SIGKILL to `up` and everything below it, at once. */
  async killEverything(): Promise<void> {
    const up = this.#up;
    if (up?.pid === undefined) return;
    const gone = once(up, "exit");
    for (const pid of [up.pid, ...descendantsOf(up.pid)]) {
      try {
        process.kill(pid, "SIGKILL");
      } catch (error) {
        // Ended by itself between the listing and the signal.
        if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
      }
    }
    await gone;
  }

  databaseUrl(): string {
    const { port, password } = Lock.parse(JSON.parse(readFileSync(join(this.#folder, "database.json"), "utf8")));
    return `postgres://pitboss:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
  }

  /** By the command a person would use. */
  async makeToken(scope: string): Promise<string> {
    const args = [
      "--conditions=react-server",
      "--import",
      "tsx",
      "tools/token.ts",
      "create",
      "journey",
      "--scope",
      scope,
    ];
    const { stdout } = await promisify(execFile)(process.execPath, args, { env: this.#env });
    return stdout.trim().split("\n").at(-1) ?? "";
  }
}

/** Children, their children and so on, as /proc lists them. */
function descendantsOf(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
    const parent = parentOf(name);
    if (parent !== undefined) parents.set(Number(name), parent);
  }
  const below = (pid: number): number[] =>
    [...parents].filter(([, parent]) => parent === pid).flatMap(([child]) => [child, ...below(child)]);
  return below(root);
}

function parentOf(pid: string): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    // Ended while we looked.
    return undefined;
  }
}
