import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { outbox } from "./schema";
import { type TestDatabase, testDatabase } from "./test-database";

describe.each(["embedded", "postgres"] as const)("a test database on %s", (engine) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await testDatabase({ engine });
  });
  beforeEach(() => database.reset());
  afterAll(() => database.close());

  const tellOutbox = () =>
    database.context({ now: new Date("2026-03-01T12:00:00Z"), correlationId: "a-test-0001" }).unit(async ({ tell }) => {
      tell.outbox({ name: "console/started", data: { at: "2026-03-01T12:00:00.000Z" } });
    });

  it("runs a unit of work at the instant handed in", async () => {
    await tellOutbox();
    const rows = await database.db.select().from(outbox);
    expect(rows).toMatchObject([{ createdAt: new Date("2026-03-01T12:00:00Z"), correlationId: "a-test-0001" }]);
  });

  it("is empty again after a reset, and has its migrations still", async () => {
    await tellOutbox();
    await database.reset();
    expect(await database.db.select().from(outbox)).toEqual([]);
    const { rows } = await database.db.execute(sql`select count(*)::int as count from drizzle.__drizzle_migrations`);
    expect(rows[0]).not.toEqual({ count: 0 });
  });

  it("makes partitions for any instant", async () => {
    const from = new Date("2020-02-28T00:00:00Z");
    await database.ensurePartitions({ from, to: new Date("2020-03-01T00:00:00Z") });
    const { rows } = await database.db.execute(
      sql`select count(*)::int as count from pg_class where relname in ('metric_samples_20200228', 'metric_samples_20200229', 'metric_samples_20200301', 'notifications_202002', 'notifications_202003')`,
    );
    expect(rows).toEqual([{ count: 5 }]);
  });
});
