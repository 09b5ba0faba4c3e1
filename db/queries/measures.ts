import { and, asc, desc, eq, lte, type SQL } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { alertRules, alerts, measureRuns, protectiveMeasures } from "@/db/schema";
import type { Scope } from "@/lib/kernel/scope";
import {
  type Measure,
  MeasureOccasion,
  type MeasureRun,
  type MeasureSettings,
  RunAction,
  RunRequest,
  RunStatus,
} from "@/lib/measures/schema";
import { alertsInScope } from "./alerts";

function toMeasure(row: typeof protectiveMeasures.$inferSelect): Measure {
  return { ...row, occasion: MeasureOccasion.parse(row.occasion) };
}

function toRun(row: typeof measureRuns.$inferSelect): MeasureRun {
  return {
    ...row,
    occasion: MeasureOccasion.parse(row.occasion),
    action: RunAction.parse(row.action),
    status: RunStatus.parse(row.status),
    request: RunRequest.parse(row.request),
  };
}

/** Measures belong to the house, as rules do: these queries take no scope. */
export async function listMeasures(db: Queryable): Promise<Measure[]> {
  return (await db.select().from(protectiveMeasures).orderBy(asc(protectiveMeasures.name))).map(toMeasure);
}

export async function findMeasure(db: Queryable, id: number): Promise<Measure | null> {
  const [row] = await db.select().from(protectiveMeasures).where(eq(protectiveMeasures.id, id));
  return row === undefined ? null : toMeasure(row);
}

/** The names of the rules that call for a measure. */
export async function listRulesOf(db: Queryable, measureId: number): Promise<string[]> {
  const rows = await db
    .select({ name: alertRules.ruleName })
    .from(alertRules)
    .where(eq(alertRules.measureId, measureId))
    .orderBy(asc(alertRules.ruleName));
  return rows.map(({ name }) => name);
}

type Change = MeasureSettings & { changedBy: string };

/** @returns null where the name is taken. */
export async function insertMeasure(db: Queryable, settings: Change, at: Date): Promise<Measure | null> {
  const row = { ...settings, createdBy: settings.changedBy, createdAt: at, updatedAt: at };
  const [made] = await db.insert(protectiveMeasures).values(row).onConflictDoNothing().returning();
  return made === undefined ? null : toMeasure(made);
}

/** By compare-and-set on the version. @returns null where somebody was quicker. */
export async function updateMeasure(
  db: Queryable,
  { id, version }: Pick<Measure, "id" | "version">,
  { settings, at }: { settings: Change; at: Date },
): Promise<Measure | null> {
  const [row] = await db
    .update(protectiveMeasures)
    .set({ ...settings, updatedAt: at, version: version + 1 })
    .where(and(eq(protectiveMeasures.id, id), eq(protectiveMeasures.version, version)))
    .returning();
  return row === undefined ? null : toMeasure(row);
}

/** Whether one of this name exists beside the one of this id. */
export async function isNameTaken(db: Queryable, { name, id }: { name: string; id: number | null }): Promise<boolean> {
  const rows = await db
    .select({ id: protectiveMeasures.id })
    .from(protectiveMeasures)
    .where(eq(protectiveMeasures.name, name));
  return rows.some((row) => row.id !== id);
}

/** @returns false where there was none. Its runs stay: they carry its name. */
export async function deleteMeasure(db: Queryable, id: number): Promise<boolean> {
  const gone = await db
    .delete(protectiveMeasures)
    .where(eq(protectiveMeasures.id, id))
    .returning({ id: protectiveMeasures.id });
  return gone.length > 0;
}

export type NewRun = Omit<MeasureRun, "id" | "decidedBy" | "decidedAt" | "attempts" | "response" | "version">;

/** @returns null where this measure was asked for on this occasion of this alert before. */
export async function insertRun(db: Queryable, run: NewRun): Promise<MeasureRun | null> {
  const [row] = await db.insert(measureRuns).values(run).onConflictDoNothing().returning();
  return row === undefined ? null : toRun(row);
}

export type RunChange = Partial<
  Pick<
    MeasureRun,
    "status" | "request" | "decidedBy" | "decidedAt" | "attempts" | "nextAttemptAt" | "response" | "finishedAt"
  >
>;

/** By compare-and-set on status and version. @returns null where the run was moved meanwhile. */
export async function updateRun(
  db: Queryable,
  { id, status, version }: Pick<MeasureRun, "id" | "status" | "version">,
  change: RunChange,
): Promise<MeasureRun | null> {
  const [row] = await db
    .update(measureRuns)
    .set({ ...change, version: version + 1 })
    .where(and(eq(measureRuns.id, id), eq(measureRuns.status, status), eq(measureRuns.version, version)))
    .returning();
  return row === undefined ? null : toRun(row);
}

/** Null when there is none, or its alert is not the scope's to see. */
export async function findRun(db: Queryable, scope: Scope, id: number): Promise<MeasureRun | null> {
  const [row] = await selectRuns(db, scope, eq(measureRuns.id, id));
  return row ?? null;
}

/** The undo of a run, whatever became of it. */
export async function findUndo(db: Queryable, run: MeasureRun): Promise<MeasureRun | null> {
  return findOf(db, run, "undo");
}

/** What an undo takes back. */
export async function findUndone(db: Queryable, undo: MeasureRun): Promise<MeasureRun | null> {
  return findOf(db, undo, "run");
}

async function findOf(db: Queryable, run: MeasureRun, action: RunAction): Promise<MeasureRun | null> {
  const [row] = await db
    .select()
    .from(measureRuns)
    .where(
      and(
        eq(measureRuns.measureId, run.measureId),
        eq(measureRuns.alertId, run.alertId),
        eq(measureRuns.occasion, run.occasion),
        eq(measureRuns.action, action),
      ),
    );
  return row === undefined ? null : toRun(row);
}

/** Runs of an alert, or of all, newest first; at most 200. */
export function listRuns(db: Queryable, scope: Scope, alertId?: number): Promise<MeasureRun[]> {
  return selectRuns(db, scope, alertId === undefined ? undefined : eq(measureRuns.alertId, alertId));
}

async function selectRuns(db: Queryable, scope: Scope, where: SQL | undefined): Promise<MeasureRun[]> {
  const rows = await db
    .select({ run: measureRuns })
    .from(measureRuns)
    .innerJoin(alerts, eq(alerts.id, measureRuns.alertId))
    .where(and(alertsInScope(scope), where))
    .orderBy(desc(measureRuns.id))
    .limit(200);
  return rows.map(({ run }) => toRun(run));
}

/** Runs whose next attempt was due before `before` and was not made: what a crash left. */
export async function listOverdueRuns(db: Queryable, before: Date): Promise<number[]> {
  const rows = await db
    .select({ id: measureRuns.id })
    .from(measureRuns)
    .where(and(eq(measureRuns.status, "approved"), lte(measureRuns.nextAttemptAt, before)))
    .limit(100);
  return rows.map(({ id }) => id);
}
