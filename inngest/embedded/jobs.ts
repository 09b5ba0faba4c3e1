import { and, asc, eq, gt, inArray, lte, not, notInArray, or, type SQL, sql } from "drizzle-orm";
import type { Database, Queryable } from "@/db/client";
import { type EngineJob, engineEvents, engineJobs, engineLease, type JobKind } from "@/db/schema";
import { SECOND_MS } from "@/lib/kernel/time";

/** A job that is not there yet. */
export interface NewJob {
  id: string;
  kind: JobKind;
  fnId: string;
  runAt: Date;
  runId?: string;
  stepId?: string | null;
  cron?: string;
  priority?: number;
  concurrencyKeys?: string[];
  attempt?: number;
}

/** Plans jobs; one whose id is there already stays as it is. */
export async function planJobs(db: Queryable, jobs: readonly NewJob[]): Promise<void> {
  const rows = jobs.map((job) => ({ ...job, dueAt: new Date(job.runAt.getTime() - (job.priority ?? 0) * SECOND_MS) }));
  if (rows.length > 0) await db.insert(engineJobs).values(rows).onConflictDoNothing();
}

export function planJob(db: Queryable, job: NewJob): Promise<void> {
  return planJobs(db, [job]);
}

/** What there is to do for an executor. */
export interface Outlook {
  /** Events wait to be matched. */
  hasEvents: boolean;
  /** Jobs are due that it has not taken; some may be held back by their key. */
  hasDue: boolean;
  /** When the next job becomes due that is not yet. */
  nextAt: Date | null;
}

/** Looks for work in one query: it is asked twice a second even when there is none. */
export async function lookAhead(db: Database, holder: string, now: Date): Promise<Outlook> {
  const events = db.select({ one: sql`1` }).from(engineEvents).where(sql`${engineEvents.matchedAt} is null`);
  const due = db
    .select({ one: sql`1` })
    .from(engineJobs)
    .where(and(notTakenBy(holder), isDue(now)));
  const next = db
    .select({ at: sql`min(${engineJobs.runAt})` })
    .from(engineJobs)
    .where(and(notTakenBy(holder), gt(engineJobs.runAt, now), not(isDue(now))));
  const { rows } = await db.execute<{ has_events: boolean; has_due: boolean; next_at: string | null }>(
    sql`select exists ${events} as has_events, exists ${due} as has_due, extract(epoch from ${next}) * 1000 as next_at`,
  );
  const [row] = rows;
  return {
    hasEvents: row?.has_events ?? false,
    hasDue: row?.has_due ?? false,
    nextAt: row?.next_at == null ? null : new Date(Number(row.next_at)),
  };
}

interface DueJobs {
  holder: string;
  now: Date;
  limit: number;
  /** Only jobs above this priority; absent, of any. */
  above?: number;
  /** Keys whose limit is reached. */
  saturated: string[];
}

/** Jobs that may start, those of the highest priority and then the longest wait first. */
export function dueJobs(db: Database, { holder, now, limit, above, saturated }: DueJobs): Promise<EngineJob[]> {
  const conditions = [notTakenBy(holder), isDue(now)];
  if (above !== undefined) conditions.push(gt(engineJobs.priority, above));
  if (saturated.length > 0) conditions.push(sql`not ${engineJobs.concurrencyKeys} && ${textArray(saturated)}`);
  return db
    .select()
    .from(engineJobs)
    .where(and(...conditions))
    .orderBy(asc(engineJobs.dueAt), asc(engineJobs.id))
    .limit(limit);
}

/** Takes jobs for `holder`, as long as it holds the lease. */
export function takeJobs(db: Database, holder: string, ids: string[]): Promise<EngineJob[]> {
  const isHolder = sql`exists ${db.select({ one: sql`1` }).from(engineLease).where(eq(engineLease.holder, holder))}`;
  return db
    .update(engineJobs)
    .set({ leasedBy: holder })
    .where(and(inArray(engineJobs.id, ids), notTakenBy(holder), isHolder))
    .returning();
}

/** Gives back what `holder` took but does not run, such as jobs it took before it lost the lease and got it again. */
export async function giveBack(db: Database, holder: string, runningIds: string[]): Promise<void> {
  const others = runningIds.length === 0 ? undefined : notInArray(engineJobs.id, runningIds);
  await db
    .update(engineJobs)
    .set({ leasedBy: null })
    .where(and(eq(engineJobs.leasedBy, holder), others));
}

/**
 * Takes a job off the list, within the transaction that writes its answer.
 * @returns false when it was cancelled or another executor has taken it over: then the answer counts for nothing.
 */
export async function takeOff(db: Queryable, { id }: EngineJob, holder: string): Promise<boolean> {
  const gone = await db
    .delete(engineJobs)
    .where(and(eq(engineJobs.id, id), eq(engineJobs.leasedBy, holder)))
    .returning({ id: engineJobs.id });
  return gone.length > 0;
}

/** Cron jobs of functions or expressions that are no longer there. */
export async function dropOtherCrons(db: Queryable, ids: string[]): Promise<void> {
  const others = ids.length === 0 ? undefined : notInArray(sql`${engineJobs.fnId} || ' ' || ${engineJobs.cron}`, ids);
  await db.delete(engineJobs).where(and(eq(engineJobs.kind, "cron"), others));
}

/** A first call is planned for at once: it is due even if its instant was written by a clock that ran ahead. */
function isDue(now: Date): SQL {
  return sql`(${or(lte(engineJobs.runAt, now), sql`${engineJobs.kind} = 'exec' and ${engineJobs.attempt} = 0`)})`;
}

function notTakenBy(holder: string): SQL {
  return sql`${engineJobs.leasedBy} is distinct from ${holder}`;
}

/** A list as one parameter each: the driver writes a JavaScript array of a template as a record. */
function textArray(values: string[]): SQL {
  return sql`array[${sql.join(
    values.map((value) => sql`${value}`),
    sql`, `,
  )}]::text[]`;
}
