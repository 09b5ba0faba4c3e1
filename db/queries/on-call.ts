import { and, asc, eq, gt, ne, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { escalationPolicies, rotationOverrides, rotations } from "@/db/schema";
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

type Given = Pick<Rotation, "name" | "zone" | "layers">;

/** @returns null where the name is taken. */
export async function insertRotation(db: Queryable, { name, zone, layers }: Given, at: Date): Promise<Rotation | null> {
  const row = { name, zone, layers: [...layers], createdAt: at, updatedAt: at };
  const [made] = await db.insert(rotations).values(row).onConflictDoNothing().returning();
  return made === undefined ? null : toRotation(made);
}

/** By compare-and-set on the version. @returns null where somebody was quicker. */
export async function updateRotation(
  db: Queryable,
  { id, version }: Pick<Rotation, "id" | "version">,
  { name, zone, layers, at }: Given & { at: Date },
): Promise<Rotation | null> {
  const [row] = await db
    .update(rotations)
    .set({ name, zone, layers: [...layers], version: sql`${rotations.version} + 1`, updatedAt: at })
    .where(and(eq(rotations.id, id), eq(rotations.version, version)))
    .returning();
  return row === undefined ? null : toRotation(row);
}

export async function isRotationNameTaken(db: Queryable, { name, id }: { name: string; id: number }): Promise<boolean> {
  const rows = await db
    .select({ id: rotations.id })
    .from(rotations)
    .where(and(eq(rotations.name, name), ne(rotations.id, id)));
  return rows.length > 0;
}

/** With its overrides. */
export async function deleteRotation(db: Queryable, id: number): Promise<void> {
  await db.delete(rotations).where(eq(rotations.id, id));
}

/** Names of the policies, switched off ones too, whose steps call a rotation, inside or outside of business hours. */
export async function listPoliciesOf(db: Queryable, rotationId: number): Promise<string[]> {
  const { name, steps } = escalationPolicies;
  const path = '$.** ? (@.kind == "rotation" && @.rotationId == $id)';
  const rows = await db
    .select({ name })
    .from(escalationPolicies)
    .where(sql`jsonb_path_exists(${steps}, ${path}::jsonpath, jsonb_build_object('id', ${rotationId}::int))`)
    .orderBy(asc(name));
  return rows.map((row) => row.name);
}

export async function insertOverride(
  db: Queryable,
  { rotationId, accountId, from, to, reason }: Omit<Override, "id">,
  made: { by: string; at: Date },
): Promise<Override[]> {
  const row = { rotationId, accountId, startsAt: from, endsAt: to, reason, createdBy: made.by, createdAt: made.at };
  return (await db.insert(rotationOverrides).values(row).returning()).map(toOverride);
}

/** Who made an override, by e-mail address. */
export async function findMaker(db: Queryable, id: number): Promise<string | null> {
  const [row] = await db
    .select({ createdBy: rotationOverrides.createdBy })
    .from(rotationOverrides)
    .where(eq(rotationOverrides.id, id));
  return row?.createdBy ?? null;
}

/** One that has not begun goes without a trace; one that runs ends at `at`, so that what was stays true. */
export async function endOverride(db: Queryable, { id, from }: Pick<Override, "id" | "from">, at: Date): Promise<void> {
  const own = eq(rotationOverrides.id, id);
  if (from >= at) await db.delete(rotationOverrides).where(own);
  else await db.update(rotationOverrides).set({ endsAt: at }).where(own);
}
