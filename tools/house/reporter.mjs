const SPINNER_MS = 120;
const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
const QUIET_MS = 5_000;

/** Shows stages as they begin, go on and end: one moving line on a terminal, plain lines elsewhere. */
export class Reporter {
  #out;
  #running = new Map();
  #frame = 0;
  #timer;

  /** @param {{ isTTY?: boolean, columns?: number, write: (text: string) => unknown }} out */
  constructor(out = process.stdout) {
    this.#out = out;
  }

  /**
   * Runs `work`, showing `name` meanwhile. `work` may tell how far it is by the function handed to it.
   * @template T
   * @param {string} name
   * @param {(progress: (text: string) => void) => Promise<T>} work
   * @returns {Promise<T>}
   */
  async stage(name, work) {
    const stage = { startedAt: Date.now(), shownAt: Date.now(), progress: "" };
    this.#running.set(name, stage);
    if (this.#out.isTTY) this.#spin();
    else this.#line(`· ${name} …`);
    try {
      const result = await work((text) => this.#progress(name, stage, text));
      this.#end(name, `✓ ${name}  ${seconds(stage)}${result?.note ? `  (${result.note})` : ""}`);
      return result;
    } catch (error) {
      this.#end(name, `✗ ${name}  ${seconds(stage)}`);
      throw error;
    }
  }

  say(text) {
    this.#line(text);
  }

  /** @param {string[]} lines */
  box(lines) {
    const width = Math.max(...lines.map((line) => line.length));
    const rule = "─".repeat(width + 2);
    this.#line(`\n╭${rule}╮\n${lines.map((line) => `│ ${line.padEnd(width)} │`).join("\n")}\n╰${rule}╯\n`);
  }

  #progress(name, stage, text) {
    stage.progress = text;
    if (this.#out.isTTY || Date.now() - stage.shownAt < QUIET_MS) return;
    stage.shownAt = Date.now();
    this.#line(`  ${name}: ${text}`);
  }

  #end(name, line) {
    this.#running.delete(name);
    this.#line(line);
    if (this.#running.size === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
  }

  #spin() {
    this.#timer ??= setInterval(() => {
      const stages = [...this.#running].map(([name, { progress }]) => (progress ? `${name}: ${progress}` : name));
      const text = `${FRAMES[this.#frame++ % FRAMES.length]} ${stages.join("  ·  ")}`;
      this.#out.write(`\r\x1b[2K${text.slice(0, (this.#out.columns ?? 80) - 1)}`);
    }, SPINNER_MS);
  }

  #line(text) {
    this.#out.write(`${this.#out.isTTY ? "\r\x1b[2K" : ""}${text}\n`);
  }
}

function seconds({ startedAt }) {
  return `${((Date.now() - startedAt) / 1000).toFixed(1)} s`;
}
