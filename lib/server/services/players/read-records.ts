import "server-only";
import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import { CsvError, parse } from "csv-parse/sync";
import { AppError } from "@/lib/kernel/errors";
import { errorCode } from "@/lib/server/error-code";

/** One row of a CSV file. */
export interface CsvRecord {
  /** Where it begins; the file's first line is 1. */
  line: number;
  /** As it stands in the file, without the line break at its end. */
  text: string;
  /** null where its quotes are not those of CSV. */
  fields: readonly string[] | null;
}

/** A quoted field may run over this many lines; a quote that closes later still was never meant to open. */
const LINES_OF_A_ROW = 50;
const LONGEST_LINE = 1_000_000;
const GZIP = [0x1f, 0x8b] as const;

/**
 * The rows of a CSV file, plain or compressed by gzip (told by its content), one at a time. Empty lines are left out. A row
 * with wrong quotes ends with its line, so that it takes none of the rows after it along.
 * @throws AppError `not-found` without the file, `invalid` where it is no text or its compression is damaged.
 */
export async function* readRecords(file: string): AsyncGenerator<CsvRecord> {
  const lines = readLines(file);
  const ahead: string[] = [];
  const pull = async () => {
    const next = await lines.next();
    return next.done ? undefined : next.value;
  };
  for (let line = 1; ; line += 1) {
    const first = ahead.shift() ?? (await pull());
    if (first === undefined) return;
    if (first.trim() === "") continue;
    let text = first;
    let joined = 0;
    while (isOpen(text) && joined < LINES_OF_A_ROW) {
      const next = ahead[joined] ?? (await pull());
      if (next === undefined) break;
      if (joined === ahead.length) ahead.push(next);
      text += `\n${next}`;
      joined += 1;
    }
    const fields = isOpen(text) ? null : split(text);
    yield { line, text: fields === null ? first : text, fields };
    // A row that ends up wrong leaves the lines it had taken to themselves.
    if (fields === null) continue;
    ahead.splice(0, joined);
    line += joined;
  }
}

/** Whether a row goes on in the next line: a field that began with a quote has not been closed. */
function isOpen(text: string): boolean {
  if (!text.includes('"')) return false;
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] !== '"') continue;
    if (isQuoted && text[at + 1] === '"') at += 1;
    else if (isQuoted) isQuoted = false;
    else isQuoted = at === 0 || text[at - 1] === "," || text[at - 1] === "\n";
  }
  return isQuoted;
}

/** null where a quote is followed by something else than the end of its field. */
function split(text: string): string[] | null {
  if (!text.includes('"')) return text.split(",");
  try {
    const rows = parse(text, { relax_column_count: true, skip_empty_lines: true });
    return rows.length === 1 ? (rows[0] ?? null) : null;
  } catch (error) {
    if (error instanceof CsvError) return null;
    throw error;
  }
}

/** Lines without their breaks (`\n` or `\r\n`) and without a byte order mark. */
async function* readLines(file: string): AsyncGenerator<string> {
  let rest = "";
  let isFirst = true;
  for await (const chunk of readText(file)) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > LONGEST_LINE) throw new AppError("invalid", `${file} is no CSV file: a line of it does not end.`);
    for (const line of lines) {
      yield clean(line, isFirst);
      isFirst = false;
    }
  }
  if (rest !== "") yield clean(rest, isFirst);
}

function clean(line: string, isFirst: boolean): string {
  const bare = line.endsWith("\r") ? line.slice(0, -1) : line;
  return isFirst ? bare.replace(/^\uFEFF/, "") : bare;
}

async function* readText(file: string): AsyncGenerator<string> {
  try {
    const isPacked = await isGzip(file);
    const bytes = createReadStream(file);
    const stream = isPacked ? bytes.pipe(createGunzip()) : bytes;
    // An error of the file does not travel down a pipe by itself.
    bytes.on("error", (error) => stream.destroy(error));
    stream.setEncoding("utf8");
    for await (const chunk of stream) yield String(chunk);
  } catch (cause) {
    const code = errorCode(cause);
    if (code === "ENOENT") throw new AppError("not-found", `There is no file ${file}.`, { field: "file", cause });
    if (code === "EISDIR") throw new AppError("invalid", `${file} is a folder, not a file.`, { field: "file", cause });
    if (code === "EACCES") throw new AppError("forbidden", `${file} may not be read.`, { field: "file", cause });
    if (code === "Z_BUF_ERROR" || code === "Z_DATA_ERROR") {
      throw new AppError("invalid", `${file} is damaged: its compressed content ends too early or is wrong.`, {
        cause,
      });
    }
    throw cause;
  }
}

async function isGzip(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return buffer[0] === GZIP[0] && buffer[1] === GZIP[1];
  } finally {
    await handle.close();
  }
}
