import "server-only";
import { Pool as NeonPool, neonConfig } from "@neondatabase/serverless";
import type { ExtractTablesWithRelations } from "drizzle-orm";
import { drizzle, type NodePgDatabase, type NodePgTransaction } from "drizzle-orm/node-postgres";
import { Pool } from "pg";
import ws from "ws";
import * as schema from "./schema";

export type Database = NodePgDatabase<typeof schema>;
export type Transaction = NodePgTransaction<typeof schema, ExtractTablesWithRelations<typeof schema>>;
/** What a query runs on: the pool, or the transaction that is open. */
export type Queryable = Database | Transaction;

export interface DatabaseHandle {
  db: Database;
  pool: Pool;
  close(): Promise<void>;
}

interface OpenOptions {
  url: string;
  /** Connections at most. Tests use 1, so that a pool query awaited inside a transaction shows at once. */
  max?: number;
  /** Told of connections that break while idle; the pool replaces them by itself. */
  onError?: (error: Error) => void;
}

const CONNECT_TIMEOUT_MS = 10_000;
const QUERY_TIMEOUT_MS = 30_000;

/** Opens a pool on Postgres, the embedded server or, by its host name, Neon. Nothing connects before the first query. */
export function openDatabase({ url, max = 10, onError = () => undefined }: OpenOptions): DatabaseHandle {
  const options = {
    connectionString: url,
    max,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
    application_name: "pitboss",
  };
  const pool = isNeon(url) ? openNeonPool(options) : new Pool(options);
  pool.on("error", onError);
  // A client that breaks while checked out emits on itself, and an unheard "error" ends the process.
  pool.on("connect", (client) => client.on("error", onError));
  return { db: drizzle(pool, { schema }), pool, close: () => pool.end() };
}

function isNeon(url: string): boolean {
  return /\.neon\.tech$/.test(new URL(url).hostname);
}

/** Neon's pool is built on that of `pg`, with its methods and events, over a WebSocket; only its types are its own. */
function openNeonPool(options: ConstructorParameters<typeof NeonPool>[0]): Pool {
  neonConfig.webSocketConstructor = ws;
  return new NeonPool(options) as unknown as Pool;
}
