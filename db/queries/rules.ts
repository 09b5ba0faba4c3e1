import { and, asc, eq, inArray, ne, sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { alertRules, ruleStates } from "@/db/schema";
import { Severity } from "@/lib/kernel/severity";
import { MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import { firstLevel } from "@/lib/rules/levels";
import type { NewRule } from "@/lib/rules/read-body";
import {
  Channel,
  Condition,
  Level,
  LevelMemory,
  Operator,
  Phase,
  type Rule,
  RuleClass,
  RuleMode,
  type RuleState,
} from "@/lib/rules/schema";
import { readRows } from "./read-rows";

/** A rule with the instants its row keeps. */
export interface StoredRule extends Rule {
  createdAt: Date;
  updatedAt: Date;
}

/** Rules belong to the house: every account that may read sees all of them, so these queries take no scope. */
export async function listRules(db: Queryable): Promise<StoredRule[]> {
  const rows = await db.select().from(alertRules).orderBy(asc(alertRules.id));
  return rows.map(toRule);
}

/** Those that are evaluated: switched on, and no draft. */
export async function listActiveRules(db: Queryable): Promise<StoredRule[]> {
  const rows = await db
    .select()
    .from(alertRules)
    .where(and(eq(alertRules.isActive, true), ne(alertRules.mode, "draft")))
    .orderBy(asc(alertRules.id));
  return rows.map(toRule);
}

/**
 * Equal as long as no rule was added, changed, switched or deleted. A row's `xmin` grows with every write, by whatever
 * process or hand, so none goes unseen; instants and versions would miss two writes of one instant.
 */
export async function activeRulesKey(db: Queryable): Promise<string> {
  const [row] = await db
    .select({ key: sql<string>`concat_ws(' ', count(*), max(xmin::text::bigint), sum(xmin::text::bigint))` })
    .from(alertRules);
  return row?.key ?? "";
}

export async function findRule(db: Queryable, id: number): Promise<StoredRule | null> {
  const [row] = await db.select().from(alertRules).where(eq(alertRules.id, id));
  return row === undefined ? null : toRule(row);
}

/** Rules by id; those that are gone are left out. */
export async function findRules(db: Queryable, ids: readonly number[]): Promise<Map<number, StoredRule>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select()
    .from(alertRules)
    .where(inArray(alertRules.id, [...ids]));
  return new Map(rows.map((row) => [row.id, toRule(row)]));
}

export function toRule(row: typeof alertRules.$inferSelect): StoredRule {
  return {
    id: row.id,
    name: row.ruleName,
    metric: row.metricName,
    labels: row.labels,
    matchers: row.matchers,
    condition: Condition.parse(row.condition),
    operator: Operator.parse(row.comparisonOperator),
    levels: z.array(Level).min(1).parse(row.levels),
    channels: z.array(Channel).nullable().parse(row.notificationChannels),
    durationMs: row.durationSeconds * SECOND_MS,
    cooldownMs: row.cooldownMinutes * MINUTE_MS,
    holdMs: row.holdSeconds * SECOND_MS,
    maxAlertsPerHour: row.maxAlertsPerHour,
    windows: row.windows,
    minimumSample: row.minimumSample,
    noData: row.noData === "resolve" ? "resolve" : "keep",
    latenessMs: row.latenessSeconds * SECOND_MS,
    mode: RuleMode.parse(row.mode),
    class: RuleClass.parse(row.class),
    measureId: row.measureId,
    runbook: row.runbook,
    description: row.description,
    isActive: row.isActive,
    isDefault: row.isDefault,
    version: row.version,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}

/** A rule as its row, without what the database gives. */
export function toRuleRow(rule: NewRule) {
  const first = firstLevel(rule);
  return {
    ruleName: rule.name,
    metricName: rule.metric,
    labels: rule.labels,
    matchers: rule.matchers,
    condition: rule.condition,
    comparisonOperator: rule.operator,
    levels: rule.levels,
    thresholdValue: first.threshold,
    severity: first.severity,
    notificationChannels: rule.channels,
    durationSeconds: rule.durationMs / SECOND_MS,
    cooldownMinutes: rule.cooldownMs / MINUTE_MS,
    holdSeconds: rule.holdMs / SECOND_MS,
    maxAlertsPerHour: rule.maxAlertsPerHour,
    windows: rule.windows,
    minimumSample: rule.minimumSample,
    noData: rule.noData,
    latenessSeconds: rule.latenessMs / SECOND_MS,
    mode: rule.mode,
    class: rule.class,
    measureId: rule.measureId,
    runbook: rule.runbook,
    description: rule.description,
    isActive: rule.isActive,
  } satisfies typeof alertRules.$inferInsert;
}

/** Where a rule stands for one series, with the version that a move compares. */
export interface StoredState {
  ruleId: number;
  seriesId: number;
  state: RuleState;
  version: number;
}

/** The states of the pairs given, in one query; a pair never evaluated has none. */
export async function listStates(
  db: Queryable,
  pairs: readonly { ruleId: number; seriesId: number }[],
): Promise<StoredState[]> {
  if (pairs.length === 0) return [];
  const rows = await db
    .select()
    .from(ruleStates)
    .where(
      sql`(${ruleStates.ruleId}, ${ruleStates.seriesId}) in (
        select * from unnest(${numbers(pairs.map(({ ruleId }) => ruleId))}::int[], ${numbers(pairs.map(({ seriesId }) => seriesId))}::int[])
      )`,
    );
  return rows.map(toStored);
}

function toStored(row: typeof ruleStates.$inferSelect): StoredState {
  return {
    ruleId: row.ruleId,
    seriesId: row.seriesId,
    version: row.version,
    state: {
      phase: Phase.parse(row.phase),
      since: row.since,
      sampleAt: row.sampleAt,
      lastValue: row.lastValue,
      alertId: row.alertId,
      cooldownUntil: row.cooldownUntil,
      level: Severity.nullable().parse(row.level),
      memory: LevelMemory.parse(row.memory),
    },
  };
}

/** Where a rule stands, for each series it was ever judged over. */
export async function listStatesOf(db: Queryable, ruleId: number): Promise<{ seriesId: number; state: RuleState }[]> {
  const rows = await db.select().from(ruleStates).where(eq(ruleStates.ruleId, ruleId));
  return rows.map(toStored);
}

const Moved = z.object({ ruleId: z.number(), seriesId: z.number(), version: z.number() });

/** Pairs whose state was written since, by whomever, with the version it has now. */
export function listMovedSince(db: Queryable, since: Date): Promise<z.infer<typeof Moved>[]> {
  return readRows(
    db,
    Moved,
    sql`select rule_id as "ruleId", series_id as "seriesId", version from rule_states
      where evaluated_at > ${since.toISOString()}::timestamptz`,
  );
}

/** What a state becomes; `expected` is the version it was read with, 0 where there was none. */
export interface StateMove {
  ruleId: number;
  seriesId: number;
  state: RuleState;
  expected: number;
}

/**
 * Moves states by compare-and-set, in one statement. A state that was read and is gone since, with its rule's question,
 * stays gone.
 * @returns the pairs that moved; one that is missing was moved by somebody else meanwhile.
 */
export async function moveStates(
  db: Queryable,
  moves: readonly StateMove[],
  evaluatedAt: Date,
): Promise<{ ruleId: number; seriesId: number }[]> {
  if (moves.length === 0) return [];
  const at = (pick: (state: RuleState) => Date | null) =>
    sql.param(moves.map(({ state }) => pick(state)?.toISOString() ?? null));
  const result = await db.execute(sql`
    insert into rule_states as present
      (rule_id, series_id, phase, since, sample_at, evaluated_at, last_value, alert_id, cooldown_until, level, memory, version)
    select rule_id, series_id, phase, since, sample_at, ${evaluatedAt.toISOString()}::timestamptz, last_value, alert_id, cooldown_until, level, memory, expected + 1
    from unnest(
      ${numbers(moves.map(({ ruleId }) => ruleId))}::int[],
      ${numbers(moves.map(({ seriesId }) => seriesId))}::int[],
      ${sql.param(moves.map(({ state }) => state.phase))}::text[],
      ${at(({ since }) => since)}::timestamptz[],
      ${at(({ sampleAt }) => sampleAt)}::timestamptz[],
      ${sql.param(moves.map(({ state }) => state.lastValue))}::float8[],
      ${sql.param(moves.map(({ state }) => state.alertId))}::int[],
      ${at(({ cooldownUntil }) => cooldownUntil)}::timestamptz[],
      ${sql.param(moves.map(({ state }) => state.level))}::text[],
      ${sql.param(moves.map(({ state }) => JSON.stringify(state.memory)))}::jsonb[],
      ${numbers(moves.map(({ expected }) => expected))}::int[]
    ) as next(rule_id, series_id, phase, since, sample_at, last_value, alert_id, cooldown_until, level, memory, expected)
    where expected = 0 or exists (
      select from rule_states known where known.rule_id = next.rule_id and known.series_id = next.series_id
    )
    on conflict (rule_id, series_id) do update set
      phase = excluded.phase, since = excluded.since, sample_at = excluded.sample_at,
      evaluated_at = excluded.evaluated_at, last_value = excluded.last_value, alert_id = excluded.alert_id,
      cooldown_until = excluded.cooldown_until, level = excluded.level, memory = excluded.memory,
      version = excluded.version
    where present.version = excluded.version - 1
    returning rule_id as "ruleId", series_id as "seriesId"`);
  return z.array(z.object({ ruleId: z.number(), seriesId: z.number() })).parse(result.rows);
}

/** An array as one parameter: drizzle would write one for each member. */
function numbers(values: readonly number[]) {
  return sql.param([...values]);
}
