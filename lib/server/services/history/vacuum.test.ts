import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { vacuumEmbedded } from "./vacuum";

let database: TestDatabase;

beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(() => database.reset());

const vacuum = () => vacuumEmbedded(database.context(), { isEmbedded: true });

async function sizeOf(table: string): Promise<number> {
  const { rows } = await database.db.execute<{ size: number }>(
    sql`select pg_relation_size(${table}::regclass)::int as size`,
  );
  return rows[0]?.size ?? 0;
}

describe("the embedded database", () => {
  it("does not grow though its rows change again and again", async () => {
    await database.db.execute(sql`insert into demo.players (id, brand, last_active_at)
      select 'p' || i, 'aurora', now() from generate_series(1, 500) i`);
    const change = () =>
      database.db.execute(sql`update demo.players set last_active_at = last_active_at + interval '1 s'`);
    await change();
    expect(await vacuum()).toContain("demo.players");
    const size = await sizeOf("demo.players");
    for (let round = 0; round < 10; round += 1) {
      await change();
      await vacuum();
    }
    expect(await sizeOf("demo.players")).toBeLessThanOrEqual(size * 1.5);
  });

  it("leaves alone what hardly changed", async () => {
    await vacuum();
    expect(await vacuum()).toEqual([]);
  });
});

describe("a database server", () => {
  it("is left to its own autovacuum", async () => {
    expect(await vacuumEmbedded(database.context(), { isEmbedded: false })).toEqual([]);
  });
});
