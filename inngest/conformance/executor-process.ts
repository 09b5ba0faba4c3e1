import { type ChildProcess, fork } from "node:child_process";
import { EventEmitter, once } from "node:events";

interface Told {
  what: string;
  subject: unknown;
}

/** An executor in a process of its own, and what its functions told. */
export class ExecutorProcess {
  readonly #child: ChildProcess;
  readonly #told: Told[] = [];
  readonly #news = new EventEmitter();

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.on("message", ({ what, subject }: Told) => {
      this.#told.push({ what, subject });
      this.#news.emit("told");
    });
    child.once("exit", () => this.#news.emit("exit"));
  }

  static async start(url: string): Promise<ExecutorProcess> {
    const execArgv = ["--conditions=react-server", "--import", "tsx"];
    const stdio = ["ignore", "inherit", "inherit", "ipc"] as const;
    const started = new ExecutorProcess(fork("inngest/conformance/child.ts", [url], { execArgv, stdio: [...stdio] }));
    await started.until("ready", null);
    return started;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  send(name: string, data: Record<string, unknown>): void {
    this.#child.send({ name, data });
  }

  /** What its functions told of a subject, in order. */
  told(subject: string): string[] {
    return this.#told.filter((each) => each.subject === subject).map(({ what }) => what);
  }

  async until(what: string, subject: string | null): Promise<void> {
    while (!this.#told.some((each) => each.what === what && each.subject === subject)) {
      if (this.#child.exitCode !== null) throw new Error(`The process ended before it told "${what}".`);
      await Promise.race([once(this.#news, "told"), once(this.#news, "exit")]);
    }
  }

  async kill(signal: NodeJS.Signals = "SIGKILL"): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exited = once(this.#child, "exit");
    this.#child.kill(signal);
    await exited;
  }
}
