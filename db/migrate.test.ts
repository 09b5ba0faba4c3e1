import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { migrateDatabase } from "./migrate";
import { type TestDatabase, testDatabase } from "./test-database";

const NOW = new Date("2026-03-01T12:00:00Z");
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ engine: "postgres" });
});
afterAll(() => database.close());

describe("migrating an empty Postgres", () => {
  it("is safe when five start at once, and changes nothing when it is done again", async () => {
    await database.db.execute(sql`drop schema public, demo, platform, drizzle cascade`);
    await database.db.execute(sql`create schema public`);
    const { url } = database;
    await Promise.all(Array.from({ length: 5 }, () => migrateDatabase({ url, now: NOW })));
    const done = await readDone();
    await migrateDatabase({ url, now: NOW });
    expect(await readDone()).toEqual(done);
    expect(new Set(done.map(({ hash }) => hash)).size).toBe(done.length);
  });

  it("makes the partitions of today and the days ahead", async () => {
    const { rows } = await database.db.execute(
      sql`select relname as name from pg_class where relname ~ '^metric_samples_2026' and relkind = 'r' order by 1`,
    );
    expect(rows.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["01", "02", "03", "04"].map((day) => `metric_samples_202603${day}`)),
    );
  });
});

async function readDone(): Promise<{ hash: string }[]> {
  const { rows } = await database.db.execute<{ hash: string }>(
    sql`select hash, created_at from drizzle.__drizzle_migrations order by id`,
  );
  return rows;
}
