import { sql } from "drizzle-orm";
import { bigint, bigserial, boolean, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { createdAt, instant } from "@/db/columns";

/** An event as the engine's functions see it. `ts` is milliseconds since the epoch. */
export interface EngineEvent {
  id: string;
  name: string;
  data: Record<string, unknown>;
  ts: number;
}

/** What a finished step is remembered by; a step without one still waits. */
export type StepResult = { data: unknown } | { error: unknown };

/** State of the embedded executor (inngest/embedded). A real Inngest server keeps its own and leaves these empty. */
export const engineEvents = pgTable(
  "engine_events",
  {
    id: text("id").primaryKey(),
    /** Order of arrival, which is the order of matching. */
    seq: bigserial("seq", { mode: "number" }).notNull(),
    name: text("name").notNull(),
    data: jsonb("data").$type<Record<string, unknown>>().notNull(),
    ts: bigint("ts", { mode: "number" }).notNull(),
    createdAt: createdAt(),
    /** Set in the transaction that started its runs and settled its waits. */
    matchedAt: instant("matched_at"),
  },
  (table) => [
    index("engine_events_unmatched").on(table.seq).where(sql`matched_at is null`),
    index("engine_events_created_at").on(table.createdAt),
  ],
);

export const engineRuns = pgTable(
  "engine_runs",
  {
    id: text("id").primaryKey(),
    fnId: text("fn_id").notNull(),
    /** `queued`, `running`, `completed`, `failed`, `cancelled`. */
    status: text("status").$type<RunStatus>().notNull(),
    events: jsonb("events").$type<EngineEvent[]>().notNull(),
    output: jsonb("output").$type<unknown>(),
    error: jsonb("error").$type<unknown>(),
    parentRunId: text("parent_run_id"),
    parentStepId: text("parent_step_id"),
    concurrencyKeys: text("concurrency_keys").array().notNull().default([]),
    /** Seconds this run's jobs are taken ahead of others that are due. */
    priority: integer("priority").notNull().default(0),
    /** What the SDK answered in `x-inngest-req-version`; −1 before the first answer. */
    version: integer("version").notNull().default(-1),
    /** Set once a response carried several ops: the rest of the run plans before it runs. */
    isParallel: boolean("is_parallel").notNull().default(false),
    createdAt: createdAt(),
    startedAt: instant("started_at"),
    endedAt: instant("ended_at"),
  },
  (table) => [
    index("engine_runs_created_at").on(table.createdAt),
    index("engine_runs_fn").on(table.fnId, table.createdAt),
  ],
);
export type RunStatus = "queued" | "running" | "completed" | "failed" | "cancelled";
export type EngineRun = typeof engineRuns.$inferSelect;

export const engineSteps = pgTable(
  "engine_steps",
  {
    runId: text("run_id")
      .notNull()
      .references(() => engineRuns.id, { onDelete: "cascade" }),
    id: text("id").notNull(),
    op: text("op").notNull(),
    name: text("name").notNull(),
    /** Written once; null while the step waits. */
    result: jsonb("result").$type<StepResult>(),
    /** Order of completion within the run. */
    seq: integer("seq"),
    createdAt: createdAt(),
  },
  (table) => [primaryKey({ columns: [table.runId, table.id] })],
);

export const engineJobs = pgTable(
  "engine_jobs",
  {
    id: text("id").primaryKey(),
    kind: text("kind").$type<JobKind>().notNull(),
    fnId: text("fn_id").notNull(),
    runId: text("run_id").references(() => engineRuns.id, { onDelete: "cascade" }),
    stepId: text("step_id"),
    cron: text("cron"),
    priority: integer("priority").notNull().default(0),
    concurrencyKeys: text("concurrency_keys").array().notNull().default([]),
    runAt: instant("run_at").notNull(),
    /** `run_at` less the priority: the order in which due jobs are taken. */
    dueAt: instant("due_at").notNull(),
    attempt: integer("attempt").notNull().default(0),
    /** Who took it. The answer of a job is kept only while this is still its taker. */
    leasedBy: text("leased_by"),
  },
  (table) => [
    index("engine_jobs_due").on(table.dueAt),
    index("engine_jobs_run_at").on(table.runAt),
    index("engine_jobs_at_once").on(table.dueAt).where(sql`kind = 'exec' and attempt = 0`),
    index("engine_jobs_run").on(table.runId),
  ],
);
/** `exec` calls the function; `sleep` and `timeout` settle a step; `cron` starts a run and plans its next. */
export type JobKind = "exec" | "sleep" | "timeout" | "cron";
export type EngineJob = typeof engineJobs.$inferSelect;

export const engineWaits = pgTable(
  "engine_waits",
  {
    id: text("id").primaryKey(),
    kind: text("kind").$type<WaitKind>().notNull(),
    runId: text("run_id")
      .notNull()
      .references(() => engineRuns.id, { onDelete: "cascade" }),
    stepId: text("step_id"),
    /** The event's name; of an `invoke` the child run's id. */
    name: text("name").notNull(),
    expression: text("expression"),
    expiresAt: instant("expires_at"),
    createdAt: createdAt(),
  },
  (table) => [index("engine_waits_name").on(table.name), index("engine_waits_run").on(table.runId)],
);
export type WaitKind = "event" | "cancel" | "invoke";

/** Idempotency keys, each valid until an instant. */
export const engineKeys = pgTable("engine_keys", {
  key: text("key").primaryKey(),
  until: instant("until").notNull(),
});

/** One row: whoever holds it runs the jobs. */
export const engineLease = pgTable("engine_lease", {
  name: text("name").primaryKey(),
  holder: text("holder").notNull(),
  /** Moved by the holder with each renewal: a would-be successor watches it for the lease's length by its own clock. */
  renewals: bigint("renewals", { mode: "number" }).notNull().default(0),
});
