import { createHash } from "node:crypto";
import { gt, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { type EngineEvent, engineKeys, engineRuns, engineWaits } from "@/db/schema";
import { addMs } from "@/lib/kernel/time";
import { planJobs } from "./jobs";
import { jsonb } from "./json";
import { type FunctionConfig, IDEMPOTENCY_MS } from "./registration";
import { executionOf } from "./runs";

export interface NewRun {
  fn: FunctionConfig;
  event: EngineEvent;
  /** Equal for what must start only one run, such as one function and one event. */
  id: string;
  parent?: { runId: string; stepId: string };
  now: Date;
}

/** A short id that is the same for the same parts. */
export function idOf(...parts: string[]): string {
  return createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 32);
}

/** Starts runs with their first job and the waits that may cancel them; one that exists already stays as it is. */
export async function startRuns(db: Queryable, wanted: readonly NewRun[]): Promise<void> {
  if (wanted.length === 0) return;
  const started = await db.insert(engineRuns).values(wanted.map(rowOf)).onConflictDoNothing().returning();
  if (started.length === 0) return;
  const ids = new Set(started.map(({ id }) => id));
  const cancels = wanted.filter(({ id }) => ids.has(id)).flatMap(cancelsOf);
  if (cancels.length > 0) await db.insert(engineWaits).values(cancels).onConflictDoNothing();
  await planJobs(
    db,
    started.map((run) => executionOf(run, run.createdAt)),
  );
}

function rowOf({ fn, event, id, parent, now }: NewRun) {
  const concurrencyKeys = fn.concurrency.map(
    ({ key }, index) => `${fn.id}/${index}/${key ? String(key({ event }) ?? "") : ""}`,
  );
  return {
    id,
    fnId: fn.id,
    status: "queued" as const,
    events: jsonb([event]),
    parentRunId: parent?.runId,
    parentStepId: parent?.stepId,
    concurrencyKeys,
    priority: fn.priority,
    createdAt: now,
  };
}

function cancelsOf({ fn, id, now }: NewRun) {
  return fn.cancels.map(({ event: name, expression, timeoutMs }, index) => ({
    id: `${id}/cancel/${index}`,
    kind: "cancel" as const,
    runId: id,
    name,
    expression,
    expiresAt: timeoutMs === null ? null : addMs(now, timeoutMs),
    createdAt: now,
  }));
}

/**
 * Whether an idempotent function may start for an event: the first of its key may, within the time keys are kept. A
 * function without the option always may, and so may an event without the attribute.
 */
export async function mayStart(db: Queryable, { fn, event, now }: Omit<NewRun, "id">): Promise<boolean> {
  const value = fn.idempotency?.({ event });
  if (value === undefined || value === null) return true;
  const until = addMs(now, IDEMPOTENCY_MS);
  const taken = await db
    .insert(engineKeys)
    .values({ key: `${fn.id}/${String(value)}`, until })
    .onConflictDoUpdate({ target: engineKeys.key, set: { until }, setWhere: sql`not ${gt(engineKeys.until, now)}` })
    .returning({ key: engineKeys.key });
  return taken.length > 0;
}
