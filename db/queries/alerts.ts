import { and, asc, desc, eq, gt, gte, inArray, isNull, lt, lte, notInArray, or, type SQL, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { alerts, alertTimeline } from "@/db/schema";
import type { AlertSort } from "@/lib/alerts/narrow";
import {
  ACTIVE_STATUSES,
  type Alert,
  AlertStatus,
  MoneyAtRisk,
  Mute,
  Outcome,
  Snooze,
  type TimelineEntry,
  TimelineKind,
} from "@/lib/alerts/schema";
import type { CountedAlert } from "@/lib/alerts/statistics";
import { brandsOf, type Scope } from "@/lib/kernel/scope";
import { SEVERITIES, Severity } from "@/lib/kernel/severity";
import { RuleClass } from "@/lib/rules/schema";

type AlertRow = typeof alerts.$inferSelect;

/** A row of `alerts` as the domain's noun. */
export function toAlert({ alertRuleId, fingerprint: _fingerprint, ...row }: AlertRow): Alert {
  return {
    ...row,
    ruleId: alertRuleId,
    severity: Severity.parse(row.severity),
    status: AlertStatus.parse(row.status),
    class: RuleClass.parse(row.class),
    level: Severity.nullable().parse(row.level),
    mute: Mute.nullable().parse(row.mute),
    snooze: Snooze.nullable().parse(row.snooze),
    outcome: Outcome.nullable().parse(row.outcome),
    money: MoneyAtRisk.nullable().parse(row.money),
  };
}

/** Alerts of no brand concern the whole house and are seen by all. Those of rules in shadow are in no list. */
export function alertsInScope(scope: Scope, brand?: string): SQL {
  return sql`(not ${alerts.isShadow} and ${inBrands(brandsOf(scope, brand), brand)})`;
}

function inBrands(brands: readonly string[] | null, brand: string | undefined): SQL {
  if (brands === null) return sql`true`;
  if (brand !== undefined) return brands.length === 0 ? sql`false` : eq(alerts.brand, brand);
  if (brands.length === 0) return isNull(alerts.brand);
  return sql`(${isNull(alerts.brand)} or ${inArray(alerts.brand, [...brands])})`;
}

const bySeverity = sql`array_position(${sql.param([...SEVERITIES])}::text[], ${alerts.severity}::text) desc`;

/** Alerts that are open, or were at `at`: gravest first, then newest. At most 1,000. */
export async function listActiveAlerts(
  db: Queryable,
  scope: Scope,
  { brand, at, limit = 1000 }: { brand?: string; at?: Date; limit?: number } = {},
): Promise<Alert[]> {
  const isOpen =
    at === undefined
      ? inArray(alerts.status, [...ACTIVE_STATUSES])
      : and(lte(alerts.triggeredAt, at), or(isNull(alerts.resolvedAt), gt(alerts.resolvedAt, at)));
  const rows = await db
    .select()
    .from(alerts)
    .where(and(isOpen, alertsInScope(scope, brand)))
    .orderBy(bySeverity, desc(alerts.triggeredAt), desc(alerts.id))
    .limit(limit);
  return rows.map(toAlert);
}

/** What a page of history may be narrowed to. */
export interface AlertFilter {
  brand?: string;
  status?: readonly AlertStatus[];
  severity?: readonly Severity[];
  rule?: string;
  metrics?: readonly string[];
  /** An account's id, or null for those of nobody. */
  assignedTo?: number | null;
  isHidden?: boolean;
  /** Part of its number, rule, message or metric. */
  search?: string;
  sort?: AlertSort;
  /** Triggered in `[from, to)`. */
  from?: Date;
  to?: Date;
  limit: number;
  offset: number;
}

/** All alerts, newest first where nothing else is said, and how many there are without the page's limit. */
export async function listAlerts(
  db: Queryable,
  scope: Scope,
  { limit, offset, sort = "newest", ...filter }: AlertFilter,
): Promise<{ alerts: Alert[]; total: number }> {
  const where = whereOf(scope, filter);
  const rows = await db
    .select()
    .from(alerts)
    .where(where)
    .orderBy(...ORDERS[sort], desc(alerts.triggeredAt), desc(alerts.id))
    .limit(limit)
    .offset(offset);
  const [count] = await db.select({ total: sql<number>`count(*)::int` }).from(alerts).where(where);
  return { alerts: rows.map(toAlert), total: count?.total ?? 0 };
}

const ORDERS: Record<AlertSort, SQL[]> = {
  newest: [],
  severity: [bySeverity],
  money: [sql`(${alerts.money} ->> 'total')::numeric desc nulls last`, bySeverity],
};

function whereOf(scope: Scope, filter: Omit<AlertFilter, "limit" | "offset" | "sort">): SQL | undefined {
  const { brand, status, severity, rule, metrics, assignedTo, isHidden, search, from, to } = filter;
  return and(
    alertsInScope(scope, brand),
    status && inArray(alerts.status, [...status]),
    severity && inArray(alerts.severity, [...severity]),
    rule === undefined ? undefined : eq(alerts.ruleName, rule),
    metrics && inArray(alerts.metric, [...metrics]),
    isAssignedTo(assignedTo),
    isHidden === undefined ? undefined : sql`(${alerts.mute} is not null) = ${isHidden}`,
    search === undefined ? undefined : isFoundBy(search),
    from && gte(alerts.triggeredAt, from),
    to && lt(alerts.triggeredAt, to),
  );
}

function isAssignedTo(id: number | null | undefined): SQL | undefined {
  if (id === undefined) return undefined;
  return id === null ? isNull(alerts.assignedTo) : sql`${alerts.assignedTo} ->> 'id' = ${String(id)}`;
}

function isFoundBy(search: string): SQL {
  const pattern = `%${search.replaceAll(/[\\%_]/g, "\\$&")}%`;
  return sql`('A-' || ${alerts.id} || ' ' || ${alerts.ruleName} || ' ' || ${alerts.metric} || ' ' || ${alerts.message}) ilike ${pattern}`;
}

/** Null when there is none, or none the scope may see: a caller cannot tell the two apart. */
export async function findAlert(db: Queryable, scope: Scope, id: number): Promise<Alert | null> {
  const [row] = await db
    .select()
    .from(alerts)
    .where(and(eq(alerts.id, id), alertsInScope(scope)));
  return row === undefined ? null : toAlert(row);
}

/** Those of these alerts that there are and the scope may see, by their ids. */
export async function findAlerts(db: Queryable, scope: Scope, ids: readonly number[]): Promise<Map<number, Alert>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select()
    .from(alerts)
    .where(and(inArray(alerts.id, [...new Set(ids)]), alertsInScope(scope)));
  return new Map(rows.map((row) => [row.id, toAlert(row)]));
}

/** An alert's lines, oldest first; none for an alert the scope may not see. */
export async function listTimeline(db: Queryable, scope: Scope, alertId: number): Promise<TimelineEntry[]> {
  const rows = await db
    .select({ line: alertTimeline })
    .from(alertTimeline)
    .innerJoin(alerts, eq(alerts.id, alertTimeline.alertId))
    .where(and(eq(alertTimeline.alertId, alertId), alertsInScope(scope)))
    .orderBy(asc(alertTimeline.id));
  return rows.map(({ line: { correlationId: _correlationId, ...line } }) => ({
    ...line,
    kind: TimelineKind.parse(line.kind),
  }));
}

/** The newest line of an alert's timeline that tells of a change, and not of a message about one. */
export async function findLastChange(
  db: Queryable,
  alertId: number,
): Promise<Pick<TimelineEntry, "kind" | "actor" | "at"> | null> {
  const [row] = await db
    .select({ kind: alertTimeline.kind, actor: alertTimeline.actor, at: alertTimeline.at })
    .from(alertTimeline)
    .where(
      and(
        eq(alertTimeline.alertId, alertId),
        notInArray(alertTimeline.kind, ["notified", "attempt", "comment", "measure", "rule_changed"]),
      ),
    )
    .orderBy(desc(alertTimeline.id))
    .limit(1);
  return row === undefined ? null : { ...row, kind: TimelineKind.parse(row.kind) };
}

/** What statistics count: alerts triggered in `[from, to)`. */
export async function listCounted(
  db: Queryable,
  scope: Scope,
  { brand, from, to }: { brand?: string; from: Date; to: Date },
): Promise<CountedAlert[]> {
  const rows = await db
    .select({
      ruleName: alerts.ruleName,
      severity: alerts.severity,
      status: alerts.status,
      triggeredAt: alerts.triggeredAt,
      acknowledgedAt: alerts.acknowledgedAt,
      resolvedAt: alerts.resolvedAt,
      autoResolved: alerts.autoResolved,
      outcome: alerts.outcome,
    })
    .from(alerts)
    .where(and(gte(alerts.triggeredAt, from), lt(alerts.triggeredAt, to), alertsInScope(scope, brand)));
  return rows.map((row) => ({
    ...row,
    severity: Severity.parse(row.severity),
    status: AlertStatus.parse(row.status),
    outcome: Outcome.nullable().parse(row.outcome),
  }));
}

/** Instants at which each rule raised alerts since `from`: what the cap an hour counts. */
export async function listRaisedAt(db: Queryable, from: Date): Promise<Map<number, Date[]>> {
  const rows = await db
    .select({ ruleId: alerts.alertRuleId, at: alerts.triggeredAt })
    .from(alerts)
    .where(and(gt(alerts.triggeredAt, from), eq(alerts.isShadow, false)));
  const raised = new Map<number, Date[]>();
  for (const { ruleId, at } of rows) {
    if (ruleId !== null) raised.set(ruleId, [...(raised.get(ruleId) ?? []), at]);
  }
  return raised;
}

/** Alerts whose escalation was due before `before` and did not happen: what a crash left. */
export async function listOverdueEscalations(db: Queryable, before: Date): Promise<number[]> {
  const rows = await db
    .select({ id: alerts.id })
    .from(alerts)
    .where(and(inArray(alerts.status, [...ACTIVE_STATUSES]), lte(alerts.escalatesAt, before)))
    .orderBy(asc(alerts.escalatesAt))
    .limit(1000);
  return rows.map(({ id }) => id);
}

/** Acknowledged alerts whose time-out passed before `before` and that were not triggered again. */
export async function listExpiredAcknowledgements(db: Queryable, before: Date): Promise<number[]> {
  const rows = await db
    .select({ id: alerts.id })
    .from(alerts)
    .where(and(eq(alerts.status, "acknowledged"), lte(alerts.acknowledgedUntil, before)))
    .orderBy(asc(alerts.acknowledgedUntil))
    .limit(1000);
  return rows.map(({ id }) => id);
}
