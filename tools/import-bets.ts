import "./load-env.mjs";
import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { parseArgs } from "node:util";
import { AppError } from "@/lib/kernel/errors";
import { database } from "@/lib/server/database";
import { sentenceFor } from "@/lib/server/database-failure";
import { importBets } from "@/lib/server/services/players/import-bets";
import { stopwatch } from "@/lib/server/stopwatch";
import { systemContext } from "@/lib/server/system-context";

const USAGE = "npm run import:bets -- FILE [--brand KEY] [--shift-to-now]";
const BAR_WIDTH = 24;
const SOME_REJECTED = 2;

/** The last line printed is the result as JSON; the exit code is 2 where rows were rejected. */
async function main(): Promise<void> {
  const { file, brand, isShiftedToNow } = readArguments();
  const rejects = new RejectedFile(`${file}.rejected`);
  const { close } = database();
  try {
    const bar = progressBar();
    const { read, imported, rejected, shiftedByMs } = await importBets(systemContext("import"), {
      file,
      brand,
      isShiftedToNow,
      onProgress: bar.show,
      onRejected: ({ line, reason, text }) => rejects.add([String(line), reason, text]),
    });
    bar.end();
    rejects.end();
    if (rejected > 0) {
      console.error(`${rejected} of ${read} rows could not be read; they and the reasons are in ${rejects.path}.`);
      process.exitCode = SOME_REJECTED;
    }
    console.log(JSON.stringify({ read, imported, rejected, shifted_by_ms: shiftedByMs }));
  } finally {
    await close();
  }
}

function readArguments(): { file: string; brand: string; isShiftedToNow: boolean } {
  try {
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: { brand: { type: "string", default: "imported" }, "shift-to-now": { type: "boolean", default: false } },
    });
    const [file, ...rest] = positionals;
    if (file === undefined || rest.length > 0) throw new Error("Name one file");
    return { file, brand: values.brand, isShiftedToNow: values["shift-to-now"] };
  } catch (cause) {
    throw new AppError("invalid", `${cause instanceof Error ? cause.message : "Not understood"}:\n${USAGE}`, { cause });
  }
}

/** Rows that could not be imported, as CSV; there is no such file where there are none. */
class RejectedFile {
  readonly path: string;
  #handle: number | undefined;

  constructor(path: string) {
    this.path = path;
  }

  add(fields: readonly string[]): void {
    const line = `${fields.map(quote).join(",")}\n`;
    try {
      if (this.#handle === undefined) {
        this.#handle = openSync(this.path, "w");
        writeSync(this.#handle, "line,reason,row\n");
      }
      writeSync(this.#handle, line);
    } catch (cause) {
      throw new AppError("unavailable", `${this.path} could not be written, which rejected rows go to.`, { cause });
    }
  }

  /** That of an earlier import of the file is gone as well. */
  end(): void {
    if (this.#handle === undefined) rmSync(this.path, { force: true });
    else closeSync(this.#handle);
  }
}

function quote(field: string): string {
  return /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

/** On a terminal: how far, how fast, how long still. */
function progressBar() {
  const elapsed = stopwatch();
  const isShown = process.stderr.isTTY === true;
  return {
    show({ read, total }: { read: number; total: number }): void {
      if (!isShown || total === 0) return;
      const share = read / total;
      const rate = (read / Math.max(1, elapsed())) * 1000;
      const bar = "█".repeat(Math.round(share * BAR_WIDTH)).padEnd(BAR_WIDTH, "░");
      const left = Math.ceil((total - read) / Math.max(1, rate));
      process.stderr.write(`\r${bar} ${Math.floor(share * 100)} %  ${Math.round(rate)} bets/s  ${left} s left   `);
    },
    end(): void {
      if (isShown) process.stderr.write("\n");
    },
  };
}

main().catch((error: unknown) => {
  const sentence = sentenceFor(error);
  if (sentence === null) throw error;
  console.error(sentence);
  process.exitCode = 1;
});
