import { asc, eq, gt } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { rotationOverrides, rotations } from "@/db/schema";
import { Layers, type Override, type Rotation } from "@/lib/on-call/schema";

/** Rotations are the house's, not a brand's: they take no scope, since whoever acts on alerts must know whom to call. */
export async function listRotations(db: Queryable): Promise<Rotation[]> {
  const rows = await db.select().from(rotations).orderBy(asc(rotations.name), asc(rotations.id));
  return rows.map(toRotation);
}

export async function findRotation(db: Queryable, id: number): Promise<Rotation | null> {
  const [row] = await db.select().from(rotations).where(eq(rotations.id, id));
  return row === undefined ? null : toRotation(row);
}

export function toRotation({ id, name, zone, layers, version }: typeof rotations.$inferSelect): Rotation {
  return { id, name, zone, layers: Layers.parse(layers), version };
}

/** Those of every rotation that end after `since`, as they were made. */
export async function listOverrides(db: Queryable, since: Date): Promise<Override[]> {
  const { endsAt, id } = rotationOverrides;
  const rows = await db.select().from(rotationOverrides).where(gt(endsAt, since)).orderBy(asc(id));
  return rows.map(toOverride);
}

export async function findOverride(db: Queryable, id: number): Promise<Override | null> {
  const [row] = await db.select().from(rotationOverrides).where(eq(rotationOverrides.id, id));
  return row === undefined ? null : toOverride(row);
}

export function toOverride(row: typeof rotationOverrides.$inferSelect): Override {
  const { id, rotationId, accountId, startsAt: from, endsAt: to, reason } = row;
  return { id, rotationId, accountId, from, to, reason };
}
