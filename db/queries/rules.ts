import { and, asc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { alertRules, metricSeries, ruleStates } from "@/db/schema";
import { Severity } from "@/lib/kernel/severity";
import { MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import type { Series } from "@/lib/metrics/schema";
import { Channel, Operator, Phase, type Rule, type RuleState } from "@/lib/rules/schema";

/** Rules belong to the house: every account that may read sees all of them, so these queries take no scope. */
export async function listRules(db: Queryable): Promise<Rule[]> {
  const rows = await db.select().from(alertRules).orderBy(asc(alertRules.id));
  return rows.flatMap((row) => toRule(row) ?? []);
}

/** Those that are evaluated: switched on. */
export async function listActiveRules(db: Queryable): Promise<Rule[]> {
  const rows = await db.select().from(alertRules).where(eq(alertRules.isActive, true)).orderBy(asc(alertRules.id));
  return rows.flatMap((row) => toRule(row) ?? []);
}

export async function findRule(db: Queryable, id: number): Promise<Rule | null> {
  const [row] = await db.select().from(alertRules).where(eq(alertRules.id, id));
  return row === undefined ? null : toRule(row);
}

/** Null for a row of another condition or without a threshold: a kind of rule this release does not evaluate. */
function toRule(row: typeof alertRules.$inferSelect): Rule | null {
  if (row.condition !== "threshold" || row.thresholdValue === null) return null;
  return {
    id: row.id,
    name: row.ruleName,
    metric: row.metricName,
    operator: Operator.parse(row.comparisonOperator),
    threshold: row.thresholdValue,
    severity: Severity.parse(row.severity),
    channels: z.array(Channel).nullable().parse(row.notificationChannels),
    durationMs: row.durationSeconds * SECOND_MS,
    cooldownMs: row.cooldownMinutes * MINUTE_MS,
    holdMs: row.holdSeconds * SECOND_MS,
    maxAlertsPerHour: row.maxAlertsPerHour,
    labels: row.labels,
    runbook: row.runbook,
    description: row.description,
    isActive: row.isActive,
    version: row.version,
  };
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
  return rows.map((row) => ({
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
    },
  }));
}

/** What a state becomes; `expected` is the version it was read with, 0 where there was none. */
export interface StateMove {
  ruleId: number;
  seriesId: number;
  state: RuleState;
  expected: number;
}

/**
 * Moves states by compare-and-set, in one statement.
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
      (rule_id, series_id, phase, since, sample_at, evaluated_at, last_value, alert_id, cooldown_until, version)
    select rule_id, series_id, phase, since, sample_at, ${evaluatedAt.toISOString()}::timestamptz, last_value, alert_id, cooldown_until, expected + 1
    from unnest(
      ${numbers(moves.map(({ ruleId }) => ruleId))}::int[],
      ${numbers(moves.map(({ seriesId }) => seriesId))}::int[],
      ${sql.param(moves.map(({ state }) => state.phase))}::text[],
      ${at(({ since }) => since)}::timestamptz[],
      ${at(({ sampleAt }) => sampleAt)}::timestamptz[],
      ${sql.param(moves.map(({ state }) => state.lastValue))}::float8[],
      ${sql.param(moves.map(({ state }) => state.alertId))}::int[],
      ${at(({ cooldownUntil }) => cooldownUntil)}::timestamptz[],
      ${numbers(moves.map(({ expected }) => expected))}::int[]
    ) as next(rule_id, series_id, phase, since, sample_at, last_value, alert_id, cooldown_until, expected)
    on conflict (rule_id, series_id) do update set
      phase = excluded.phase, since = excluded.since, sample_at = excluded.sample_at,
      evaluated_at = excluded.evaluated_at, last_value = excluded.last_value, alert_id = excluded.alert_id,
      cooldown_until = excluded.cooldown_until, version = excluded.version
    where present.version = excluded.version - 1
    returning rule_id as "ruleId", series_id as "seriesId"`);
  return z.array(z.object({ ruleId: z.number(), seriesId: z.number() })).parse(result.rows);
}

/** One series of a rule that has samples the rule has not judged, oldest first. */
export interface Unjudged {
  rule: Rule;
  series: Series;
  samples: { at: Date; value: number }[];
}

/**
 * What a sweep has to judge: samples newer than the rule's state and than `from`. `from` keeps a rule that was switched
 * on late from judging all of history.
 */
export async function listUnjudged(db: Queryable, rules: readonly Rule[], from: Date): Promise<Unjudged[]> {
  if (rules.length === 0) return [];
  const rows = await db
    .select({
      ruleId: alertRules.id,
      series: { id: metricSeries.id, metric: metricSeries.metric, labels: metricSeries.labels },
      at: sql`sample.at`.mapWith(metricSeries.newestAt),
      value: sql<number>`sample.value`,
    })
    .from(alertRules)
    .innerJoin(
      metricSeries,
      and(eq(metricSeries.metric, alertRules.metricName), eq(metricSeries.labels, alertRules.labels)),
    )
    .leftJoin(ruleStates, and(eq(ruleStates.ruleId, alertRules.id), eq(ruleStates.seriesId, metricSeries.id)))
    .innerJoin(
      sql`metric_samples sample`,
      sql`sample.series_id = ${metricSeries.id} and sample.at > ${from.toISOString()}::timestamptz
        and (${ruleStates.sampleAt} is null or sample.at > ${ruleStates.sampleAt})`,
    )
    .where(eq(alertRules.isActive, true))
    .orderBy(asc(alertRules.id), sql`sample.at`);
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const found = new Map<number, Unjudged>();
  for (const { ruleId, series, at, value } of rows) {
    const rule = byId.get(ruleId);
    if (rule === undefined) continue;
    const unjudged = found.get(ruleId) ?? { rule, series, samples: [] };
    unjudged.samples.push({ at, value });
    found.set(ruleId, unjudged);
  }
  return [...found.values()];
}

/** An array as one parameter: drizzle would write one for each member. */
function numbers(values: readonly number[]) {
  return sql.param([...values]);
}
