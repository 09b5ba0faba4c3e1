import { and, asc, desc, eq, gt, isNotNull, isNull, lte, or } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { silences } from "@/db/schema";
import { Matchers } from "@/lib/kernel/matchers";
import { Extension, Hideable, type NewSilence, type Silence } from "@/lib/silences/schema";

type SilenceRow = typeof silences.$inferSelect;

/** A row of `silences` as the domain's noun. */
export function toSilence(row: SilenceRow): Silence {
  return {
    ...row,
    matchers: Matchers.parse(row.matchers),
    maxSeverity: Hideable.parse(row.maxSeverity),
    extension: Extension.nullable().parse(row.extension),
  };
}

/** A silence as its row, without what the database gives. */
export function toSilenceRow({ matchers, ...silence }: NewSilence) {
  return { ...silence, matchers: [...matchers] };
}

/** Those that may hide something at `now`: begun, not ended, recurring or not yet over. */
export async function listRunning(db: Queryable, now: Date): Promise<Silence[]> {
  const mayRun = or(isNotNull(silences.recurrence), gt(silences.endsAt, now));
  const rows = await db
    .select()
    .from(silences)
    .where(and(isNull(silences.endedAt), lte(silences.startsAt, now), mayRun))
    .orderBy(asc(silences.id));
  return rows.map(toSilence);
}

/** Those not over at `since`, newest first: once with its end, or ended by hand, after it, or recurring. At most 500. */
export async function listSilences(db: Queryable, since: Date): Promise<Silence[]> {
  const isLate = or(
    gt(silences.endedAt, since),
    and(isNull(silences.endedAt), or(isNotNull(silences.recurrence), gt(silences.endsAt, since))),
  );
  const rows = await db.select().from(silences).where(isLate).orderBy(desc(silences.id)).limit(500);
  return rows.map(toSilence);
}

export async function findSilence(db: Queryable, id: number): Promise<Silence | null> {
  const [row] = await db.select().from(silences).where(eq(silences.id, id));
  return row === undefined ? null : toSilence(row);
}
