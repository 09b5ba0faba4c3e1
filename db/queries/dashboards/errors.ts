import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { type BrandFilter, inScopeOrHouse } from "@/db/queries/platform/in-scope";
import { within } from "@/db/queries/platform/slice";
import { readRows } from "@/db/queries/read-rows";
import type { Interval } from "@/lib/kernel/time";
import { TypeCount } from "./security";

/** Whose log is read: the platform's through its view, or our own (K4). */
export type ErrorSource = "platform" | "pitboss";

function rowsOf(source: ErrorSource, filter: BrandFilter, window: Interval) {
  return source === "platform"
    ? sql`platform.error_logs where ${inScopeOrHouse(filter)} and ${within(window)}`
    : sql`error_logs where ${inScopeOrHouse(filter)} and ${within(window, sql`at`)}`;
}

interface ErrorsAsked {
  source: ErrorSource;
  window: Interval;
}

/** Errors of a window by type, most first. */
export function countErrors(db: Queryable, filter: BrandFilter, { source, window }: ErrorsAsked): Promise<TypeCount[]> {
  return readRows(
    db,
    TypeCount,
    sql`select type, count(*)::int as count from ${rowsOf(source, filter, window)} group by 1 order by 2 desc, 1`,
  );
}

const LoggedError = z.object({
  type: z.string(),
  severity: z.string(),
  message: z.string(),
  brand: z.string().nullable(),
  createdAt: z.coerce.date(),
});
export type LoggedError = z.infer<typeof LoggedError>;

/** The newest errors of a window, newest first; of the severities named. */
export function listErrors(
  db: Queryable,
  filter: BrandFilter,
  { source, window, severities, limit }: ErrorsAsked & { severities: readonly string[]; limit: number },
): Promise<LoggedError[]> {
  const at = source === "platform" ? sql`created_at` : sql`at`;
  return readRows(
    db,
    LoggedError,
    sql`
      select type, severity, message, brand, ${at} as "createdAt" from ${rowsOf(source, filter, window)}
      and severity = any(${sql.param(severities)}::text[]) order by ${at} desc, type limit ${limit}`,
  );
}
