import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { demoState } from "@/db/schema";
import { INCIDENT_NAMES, type Incident } from "@/simulator/incidents";

/** The world as it began. It never changes, or past seconds would come out differently. */
const Beginning = z.object({ seed: z.number().int(), openedMs: z.number(), historyMs: z.number() });
export type Beginning = z.infer<typeof Beginning>;

/** Everything up to this instant (ms) has been written. */
const Position = z.object({ ms: z.number() });

const Incidents = z.array(z.object({ name: z.enum(INCIDENT_NAMES), fromMs: z.number(), untilMs: z.number() }));

/** The incident a newcomer sees: due a minute after the app first answered, and begun only once. */
const Welcome = z.object({ dueMs: z.number(), hasBegun: z.boolean() });
export type Welcome = z.infer<typeof Welcome>;

/** Indexes that were taken away while the large tables are filled, to be made again. */
const KeptIndex = z.object({ name: z.string(), table: z.string(), isPrimary: z.boolean(), definition: z.string() });
export type KeptIndex = z.infer<typeof KeptIndex>;

/** A key of `demo.state` and what is kept under it. */
interface Kept<Value> {
  key: string;
  schema: z.ZodType<Value>;
}

export const BEGINNING: Kept<Beginning> = { key: "beginning", schema: Beginning };
export const POSITION: Kept<{ ms: number }> = { key: "position", schema: Position };
export const INCIDENTS_KEPT: Kept<Incident[]> = { key: "incidents", schema: Incidents };
export const INDEXES: Kept<KeptIndex[]> = { key: "indexes", schema: z.array(KeptIndex) };
export const WELCOME: Kept<Welcome> = { key: "welcome", schema: Welcome };

export async function readState<Value>(db: Queryable, { key, schema }: Kept<Value>): Promise<Value | null> {
  const [row] = await db.select({ value: demoState.value }).from(demoState).where(eq(demoState.key, key));
  return row === undefined ? null : schema.parse(row.value);
}

export async function writeState<Value>(db: Queryable, { key }: Kept<Value>, value: Value): Promise<void> {
  await db
    .insert(demoState)
    .values({ key, value })
    .onConflictDoUpdate({ target: demoState.key, set: { value, updatedAt: sql`now()` } });
}
