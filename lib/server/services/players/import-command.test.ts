import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/test-database";

let database: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), "pitboss-import-"));

beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(() => database.reset());
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

async function command(words: readonly string[], env: Record<string, string> = { DATABASE_URL: database.url }) {
  const child = spawn(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", "tools/import-bets.ts", ...words],
    {
      env: { ...process.env, ...env },
    },
  );
  const told = { out: "", err: "" };
  child.stdout.on("data", (chunk) => {
    told.out += String(chunk);
  });
  child.stderr.on("data", (chunk) => {
    told.err += String(chunk);
  });
  const [code] = await once(child, "close");
  return { code, ...told };
}

describe("npm run import:bets", { timeout: 60_000 }, () => {
  it("ends with one line of JSON and code 2 where rows were rejected, which lie beside the file", async () => {
    const file = join(folder, "bets.csv");
    copyFileSync("simulator/fixtures/crash-bets-300.csv", file);
    const { code, out, err } = await command([file]);
    expect(code).toBe(2);
    expect(out).toBe('{"read":300,"imported":299,"rejected":1,"shifted_by_ms":0}\n');
    expect(err).toMatch(/^1 of 300 rows could not be read/);
    const row = readFileSync(file, "utf8").split("\n")[150];
    expect(readFileSync(`${file}.rejected`, "utf8")).toBe(`line,reason,row\n151,stake is not a number,"${row}"\n`);
  });

  it("ends with 0 where all went in, and takes the rejected rows of an earlier try away", async () => {
    const file = join(folder, "good.csv");
    const rows = readFileSync("simulator/fixtures/crash-bets-300.csv", "utf8").split("\n");
    writeFileSync(file, rows.slice(0, 100).join("\n"));
    writeFileSync(`${file}.rejected`, "line,reason,row\n");
    const { code, out } = await command([file, "--brand", "crash-one", "--shift-to-now"]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ read: 99, imported: 99, rejected: 0 });
    expect(existsSync(`${file}.rejected`)).toBe(false);
  });

  it("says in a sentence what is wrong, and ends with 1", async () => {
    const none = join(folder, "none.csv");
    const answers = await Promise.all([
      command([]),
      command([none]),
      command(["simulator/fixtures/crash-bets-300.csv", "--brand", "Not A Key"]),
      command([none], { DATABASE_URL: "", DATA_DIR: folder }),
      command(["simulator/fixtures/crash-bets-300.csv"], { DATABASE_URL: "postgres://pitboss:x@127.0.0.1:1/postgres" }),
    ]);
    expect(answers.map(({ code, out }) => [code, out])).toEqual(answers.map(() => [1, ""]));
    expect(answers.map(({ err }) => err.split("\n")[0])).toEqual([
      "Name one file:",
      `There is no file ${none}.`,
      "A brand is small letters, digits and hyphens, such as --brand crash-one.",
      'The embedded database is not running: start it with "npm run up", or set DATABASE_URL.',
      'The database does not answer: start it with "npm run up", or check DATABASE_URL.',
    ]);
  });
});
