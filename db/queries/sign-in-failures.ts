import { and, eq, gt, inArray, lt, or, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { signInFailures } from "@/db/schema";
import type { RecentFailures } from "@/lib/access/throttle";

/** Any number: lets one attempt count its predecessors at a time, so that a burst cannot slip through together. */
const SIGN_IN_LOCK = 7_238_116;

/** Who tries, and from where. */
export interface Attempt {
  email: string;
  address: string;
}

const emailSubject = ({ email }: Attempt) => `email:${email}`;
const addressSubject = ({ address }: Attempt) => `address:${address}`;

export async function lockSignIns(db: Queryable): Promise<void> {
  await db.execute(sql`select pg_advisory_xact_lock(${SIGN_IN_LOCK})`);
}

export async function findRecentFailures(db: Queryable, attempt: Attempt, since: Date): Promise<RecentFailures> {
  const subjects = [emailSubject(attempt), addressSubject(attempt)];
  const rows = await db
    .select()
    .from(signInFailures)
    .where(and(inArray(signInFailures.subject, subjects), gt(signInFailures.at, since)));
  const of = (subject: string) => rows.filter((row) => row.subject === subject).map((row) => row.at);
  return { email: of(emailSubject(attempt)), address: of(addressSubject(attempt)) };
}

/**
 * Counts an attempt as failed before it is decided; `forgetFailures` takes it back. Old rows go by the way.
 * @returns the ids of its rows.
 */
export async function countFailure(
  db: Queryable,
  attempt: Attempt,
  { at, since }: { at: Date; since: Date },
): Promise<number[]> {
  await db.delete(signInFailures).where(lt(signInFailures.at, since));
  const subjects = [emailSubject(attempt), addressSubject(attempt)];
  const rows = await db
    .insert(signInFailures)
    .values(subjects.map((subject) => ({ subject, at })))
    .returning({ id: signInFailures.id });
  return rows.map(({ id }) => id);
}

/** After a sign-in: all of the e-mail's, and of the address's only this attempt, since others may be tried from there. */
export async function forgetFailures(db: Queryable, attempt: Attempt, ids: readonly number[]): Promise<void> {
  await db
    .delete(signInFailures)
    .where(or(eq(signInFailures.subject, emailSubject(attempt)), inArray(signInFailures.id, [...ids])));
}
