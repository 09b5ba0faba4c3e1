import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { DEFAULT_RULES } from "@/lib/rules/defaults";
import { seedDefaultRules } from "./seed-defaults";

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await testDatabase();
  await database.reset();
  await seedDefaultRules(database.context());
  folder = await mkdtemp(join(tmpdir(), "rules-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await database.close();
});

/** `npm run rules -- …` in a process of its own, as a script would run it. */
async function rules(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const environment: NodeJS.ProcessEnv = {
    ...process.env,
    DATABASE_URL: database.url,
    NODE_ENV: "test",
    LOG_LEVEL: "silent",
  };
  const args = ["--conditions=react-server", "--import", "tsx", "tools/rules.ts", ...words];
  return promisify(execFile)(process.execPath, args, { env: environment }).then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, err: stderr }),
    ({ code, stdout, stderr }) => ({ code, out: stdout, err: stderr }),
  );
}

it("exports, compares, tries, applies, and finds nothing to do the second time", { timeout: 120_000 }, async () => {
  const file = join(folder, "rules.yaml");
  const all = DEFAULT_RULES.length;
  expect(await rules("export", file)).toEqual({ code: 0, out: "", err: "" });
  const text = await readFile(file, "utf8");
  expect((await rules("export")).out).toBe(text);
  expect(await rules("diff", file)).toMatchObject({ code: 0, out: `0 created, 0 changed, ${all} unchanged\n` });

  await writeFile(file, text.replace("threshold_value: 20\n", "threshold_value: 25\n"));
  const change = `~ payment_outage (changed)\n    threshold_value: 20 → 25\n0 created, 1 changed, ${all - 1} unchanged\n`;
  expect(await rules("diff", file)).toMatchObject({ code: 1, out: change });
  expect(await rules("apply", file, "--dry-run")).toMatchObject({ code: 0, out: change });
  expect(await rules("apply", file)).toMatchObject({ code: 0, out: change });
  expect(await rules("apply", file)).toMatchObject({ code: 0, out: `0 created, 0 changed, ${all} unchanged\n` });
});

it("says what is wrong and ends with 2", { timeout: 60_000 }, async () => {
  const file = join(folder, "wrong.yaml");
  await writeFile(file, 'rules:\n  - rule_name: a\n    metric_name: m\n    comparison_operator: "="\n');
  const wrong = await rules("apply", file);
  expect(wrong.code).toBe(2);
  expect(wrong.err).toMatch(
    /^The file has 1 fault, and nothing was written:\nline 4, a, comparison_operator: expected one of/,
  );
  expect(await rules("diff")).toMatchObject({ code: 2, err: expect.stringMatching(/^Name the file/) });
  expect(await rules("apply", join(folder, "none.yaml"))).toMatchObject({
    code: 2,
    err: expect.stringMatching(/cannot be read/),
  });
  expect(await rules("grow")).toMatchObject({ code: 2, err: expect.stringMatching(/^Say what to do:/) });
});
