import { type SQL, sql } from "drizzle-orm";

/** A value as a jsonb parameter; Postgres keeps no NUL in a text, so it is dropped. */
export function jsonb(value: unknown): SQL<never> {
  const text = (JSON.stringify(value) ?? "null").replace(/(?<!\\)((?:\\\\)*)\\u0000/g, "$1");
  return sql<never>`${text}::jsonb`;
}
