import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "@/db/client";
import { readRows } from "@/db/queries/read-rows";
import { INDEXES, type KeptIndex, readState, writeState } from "@/simulator/store/state";

/** The tables that take most rows. */
const TABLES = ["transactions", "game_rounds", "payments"] as const;

/**
 * Fills the large tables without their indexes and makes those again at the end, which takes two thirds of the time. Their
 * definitions are kept meanwhile: broken off, they are made again by `restoreIndexes`, so that none is ever lost.
 */
export async function withoutIndexes<Result>(db: Database, fill: () => Promise<Result>): Promise<Result> {
  const indexes = await listIndexes(db);
  await writeState(db, INDEXES, indexes);
  for (const { name, table, isPrimary } of indexes) {
    const drop = isPrimary ? `alter table demo.${table} drop constraint ${name}` : `drop index demo.${name}`;
    await db.execute(sql.raw(drop));
  }
  const result = await fill();
  await restoreIndexes(db);
  return result;
}

/** Makes what is missing of the indexes that were taken away; nothing where none were. */
export async function restoreIndexes(db: Database): Promise<void> {
  const kept = (await readState(db, INDEXES)) ?? [];
  const present = new Set((await listIndexes(db)).map(({ name }) => name));
  for (const { name, table, isPrimary, definition } of kept) {
    if (present.has(name)) continue;
    await db.execute(
      sql.raw(isPrimary ? `alter table demo.${table} add constraint ${name} ${definition}` : definition),
    );
  }
  await writeState(db, INDEXES, []);
}

const Index = z.object({ name: z.string(), table: z.string(), isPrimary: z.boolean(), definition: z.string() });

/** As the database itself would write them, so that they come back as the migrations made them. */
function listIndexes(db: Database): Promise<KeptIndex[]> {
  return readRows(
    db,
    Index,
    sql`select i.relname as name, t.relname as table, x.indisprimary as "isPrimary",
        coalesce(pg_get_constraintdef(c.oid), pg_get_indexdef(i.oid)) as definition
      from pg_index x
      join pg_class i on i.oid = x.indexrelid
      join pg_class t on t.oid = x.indrelid
      left join pg_constraint c on c.conindid = i.oid and c.contype = 'p'
      where t.relnamespace = 'demo'::regnamespace and t.relname = any(${sql.param([...TABLES])}::text[])
      order by x.indisprimary desc, i.relname`,
  );
}
