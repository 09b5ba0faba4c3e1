import { asc, eq } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { inhibitions } from "@/db/schema";
import type { Inhibition, NewInhibition } from "@/lib/alerts/inhibition";
import { Matchers } from "@/lib/kernel/matchers";
import { SECOND_MS } from "@/lib/kernel/time";

/** A row of `inhibitions` as the domain's noun. */
export function toInhibition({ lingerSeconds, ...row }: typeof inhibitions.$inferSelect): Inhibition {
  return {
    ...row,
    source: Matchers.parse(row.source),
    target: Matchers.parse(row.target),
    lingerMs: lingerSeconds * SECOND_MS,
  };
}

/** An inhibition as its row, without what the database gives. */
export function toInhibitionRow({ lingerMs, equal, ...inhibition }: NewInhibition) {
  return { ...inhibition, equal: [...equal], lingerSeconds: lingerMs / SECOND_MS };
}

/** Inhibitions belong to the house, as rules do: these queries take no scope. */
export async function listInhibitions(db: Queryable): Promise<Inhibition[]> {
  const rows = await db.select().from(inhibitions).orderBy(asc(inhibitions.id));
  return rows.map(toInhibition);
}

export async function findInhibition(db: Queryable, id: number): Promise<Inhibition | null> {
  const [row] = await db.select().from(inhibitions).where(eq(inhibitions.id, id));
  return row === undefined ? null : toInhibition(row);
}
