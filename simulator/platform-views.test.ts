import { readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { readRows } from "@/db/queries/read-rows";
import { type TestDatabase, testDatabase } from "@/db/test-database";

const document = readFileSync("docs/platform-views.md", "utf8");
let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** `view.column type`, in the order of the document. */
function documented(): string[] {
  return document.split("\n## `platform.").flatMap((section, index) => {
    if (index === 0) return [];
    const view = section.slice(0, section.indexOf("`"));
    return [...section.matchAll(/^\| `(\w+)` \| ([^|]+) \|[^|]*\| ([^|]+) \|$/gm)].map(
      ([, column, type]) => `${view}.${column} ${type}`,
    );
  });
}

describe("docs/platform-views.md", () => {
  it("names each column of each view, with its type, and no other", async () => {
    const Column = z.object({ text: z.string() });
    const columns = await readRows(
      database.db,
      Column,
      sql`select table_name || '.' || column_name || ' ' || data_type as text
        from information_schema.columns where table_schema = 'platform'`,
    );
    expect(documented().sort()).toEqual(columns.map(({ text }) => text).sort());
  });

  it("says of each view who uses it", () => {
    const views = document.match(/^## `platform\.\w+`$/gm) ?? [];
    expect(views).toHaveLength(15);
    expect(document.match(/^Used by: .+\.$/gm)).toHaveLength(15);
  });
});
