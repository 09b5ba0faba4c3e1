import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { readRows } from "@/db/queries/read-rows";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { restoreIndexes, withoutIndexes } from "./without-indexes";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(async () => {
  await restoreIndexes(database.db);
  await database.close();
});

const Definition = z.object({ definition: z.string() });
const indexes = () =>
  readRows(
    database.db,
    Definition,
    sql`select indexdef as definition from pg_indexes where schemaname = 'demo' order by 1`,
  );

describe("filling without indexes", () => {
  it("takes away those of the large tables and brings the same ones back", async () => {
    const before = await indexes();
    const during = await withoutIndexes(database.db, indexes);
    expect(before.length - during.length).toBe(9);
    expect(await indexes()).toEqual(before);
    const Key = z.object({ count: z.number() });
    const keys = await readRows(
      database.db,
      Key,
      sql`select count(*)::int as count from pg_constraint where contype = 'p' and conname = 'transactions_pkey'`,
    );
    expect(keys).toEqual([{ count: 1 }]);
  });

  it("loses none when it is broken off", async () => {
    const before = await indexes();
    const broken = withoutIndexes(database.db, () => Promise.reject(new Error("the power went")));
    await expect(broken).rejects.toThrow("the power went");
    expect(await indexes()).not.toEqual(before);
    await restoreIndexes(database.db);
    expect(await indexes()).toEqual(before);
    await restoreIndexes(database.db);
  });
});
