import { inject } from "vitest";
import type { Actor } from "@/lib/access/schema";
import type { Scope } from "@/lib/kernel/scope";
import type { Interval } from "@/lib/kernel/time";
import { type Context, createContext, scopeOf } from "@/lib/server/context";
import { createLogger } from "@/lib/server/log";
import { type Database, openDatabase } from "./client";
import { ensureNotificationPartitions, ensureSamplePartitions } from "./partitions";

interface TestDatabaseOptions {
  /** `postgres`: a database of its own on a real server, for what needs several sessions. */
  engine?: "embedded" | "postgres";
  /** Connections; 1 on the embedded database, so that a pool query awaited inside a transaction shows at once, else 10. */
  max?: number;
}

interface ContextOptions {
  /** A fixed instant, or a clock the test moves by hand; absent, the real one. */
  now?: Date | (() => Date);
  actor?: Actor;
  scope?: Scope;
  correlationId?: string;
}

export interface TestDatabase {
  readonly url: string;
  readonly db: Database;
  /** A context over this database: the system's, of every brand, silent, unless told otherwise. */
  context(options?: ContextOptions): Context;
  /** Empties every table and restarts its ids; migrations and partitions stay. */
  reset(): Promise<void>;
  /** Samples and alerts of any instant need their partitions; those of today and three days on are there. */
  ensurePartitions(interval: Interval): Promise<void>;
  close(): Promise<void>;
}

/** A migrated and empty database: the embedded one of this test worker, or a fresh one on a real Postgres. */
export async function testDatabase({ engine = "embedded", max }: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const url = await ask(engine === "postgres" ? "postgres" : `embedded/${process.env.VITEST_POOL_ID ?? "1"}`);
  const { db, pool, close } = openDatabase({ url, max: max ?? (engine === "postgres" ? 10 : 1) });
  const reset = async () => {
    await pool.query(TRUNCATE_WRITTEN);
  };
  await reset();
  return {
    url,
    db,
    reset,
    context: ({ now, ...given } = {}) => contextOver(db, { ...given, now: now instanceof Date ? () => now : now }),
    async ensurePartitions(interval) {
      await ensureSamplePartitions(db, interval);
      await ensureNotificationPartitions(db, interval);
    },
    async close() {
      await close();
      if (engine === "postgres") await ask(`drop${new URL(url).pathname}`);
    },
  };
}

const SYSTEM: Actor = { kind: "system", name: "test" };
const silent = createLogger({ level: "silent" });

function contextOver(
  db: Database,
  { actor = SYSTEM, scope = scopeOf("all"), ...rest }: ContextOptions & { now?: () => Date },
): Context {
  return createContext({ db, actor, scope, log: silent, ...rest });
}

/** Empties each table of ours and the demo's that holds a row or has given out an id: far quicker than truncating all. */
const TRUNCATE_WRITTEN = `do $$
  declare
    candidate record;
    is_written boolean;
    written text[] := '{}';
  begin
    for candidate in
      select c.oid, format('%I.%I', n.nspname, c.relname) as name
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname in ('public', 'demo') and c.relkind in ('r', 'p') and not c.relispartition
    loop
      execute format('select exists (select 1 from %s)', candidate.name) into is_written;
      if is_written or exists (
        select 1 from pg_depend d join pg_sequence s on s.seqrelid = d.objid
        where d.refobjid = candidate.oid and pg_sequence_last_value(s.seqrelid) is not null
      ) then
        written := written || candidate.name;
      end if;
    end loop;
    if cardinality(written) > 0 then
      execute 'truncate ' || array_to_string(written, ', ') || ' restart identity cascade';
    end if;
  end $$`;

async function ask(path: string): Promise<string> {
  const response = await fetch(`${inject("databaseBroker")}/${path}`);
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return text;
}
