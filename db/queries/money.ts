import { and, desc, eq, gte, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { alertMoney, alerts } from "@/db/schema";
import type { MoneyKind } from "@/lib/alerts/money-kind";
import type { HourSum } from "@/lib/alerts/money-over-weeks";
import { ACTIVE_STATUSES, type Alert, type MoneyAtRisk, type MoneyPoint } from "@/lib/alerts/schema";
import { add } from "@/lib/kernel/money";
import { addMs, HOUR_MS, type Interval } from "@/lib/kernel/time";
import { toAlert } from "./alerts";
import { QUARTER } from "./dashboards/money";
import { type BrandFilter, inScope } from "./platform/in-scope";
import { within } from "./platform/slice";
import { readRows } from "./read-rows";

const IncomeRow = z.object({
  currency: z.string(),
  /** Local day, whose rate converts it. */
  day: z.string(),
  /** Completed in the span, and in its newest part. */
  income: z.string(),
  lately: z.string(),
  /** Of the mix: income, what was paid out of it again, all that was completed, and how many incomes. */
  mixIncome: z.string(),
  mixReturned: z.string(),
  mixAll: z.string(),
  mixCount: z.number(),
});
export type IncomeRow = z.infer<typeof IncomeRow>;

export interface IncomeAsked {
  kind: MoneyKind;
  provider: string | undefined;
  span: Interval;
  latelyFrom: Date;
  /** The stretch whose rows say what part of a volume is income. */
  mix: Interval;
  zone: string;
}

interface Source {
  table: SQL;
  income: SQL;
  returned: SQL;
}

const SOURCES: Record<MoneyKind, Source> = {
  deposits: { table: sql`platform.payments`, income: sql`direction = 'deposit'`, returned: sql`false` },
  bets: { table: sql`platform.transactions`, income: sql`type = 'bet'`, returned: sql`type = 'payout'` },
};

/** Completed income by currency and local day; a currency without any is there with zeros. */
export function sumIncome(
  db: Queryable,
  filter: BrandFilter,
  { kind, provider, span, latelyFrom, mix, zone }: IncomeAsked,
): Promise<IncomeRow[]> {
  const { table, income, returned } = SOURCES[kind];
  const isOfProvider = provider === undefined ? sql`true` : sql`provider = ${provider}`;
  const total = (which: SQL) => sql`coalesce(sum(amount) filter (where status = 'completed' and ${which}), 0)::text`;
  return readRows(
    db,
    IncomeRow,
    sql`
      select currency, (${QUARTER} at time zone ${zone})::date::text as day,
        ${total(sql`${income} and ${within(span)}`)} as income,
        ${total(sql`${income} and ${within({ from: latelyFrom, to: span.to })}`)} as lately,
        ${total(sql`${income} and ${within(mix)}`)} as "mixIncome",
        ${total(sql`${returned} and ${within(mix)}`)} as "mixReturned",
        ${total(within(mix))} as "mixAll",
        (count(*) filter (where status = 'completed' and ${income} and ${within(mix)}))::int as "mixCount"
      from ${table}
      where ${inScope(filter)} and ${isOfProvider} and ((${within(span)}) or (${within(mix)}))
      group by 1, 2`,
  );
}

const HourRow = z.object({ stretch: z.number(), at: z.number(), value: z.number() });

/** Stored sums of the hour, minute by minute, that end in each of these stretches; in order of time. */
export async function listHourSums(
  db: Queryable,
  seriesId: number,
  stretches: readonly Interval[],
): Promise<HourSum[][]> {
  const parts = stretches.map(
    (stretch, index) => sql`
      select ${index}::int as stretch, (extract(epoch from at) * 1000)::float8 as at, sum / count as value
      from metric_rollups_1m where series_id = ${seriesId} and ${within(stretch, sql`at`)}`,
  );
  const rows = await readRows(db, HourRow, sql`${sql.join(parts, sql` union all `)} order by 1, 2`);
  return stretches.map((_, index) => rows.filter(({ stretch }) => stretch === index));
}

/** How long after its end an alert's last value is still looked for. */
const SETTLED_MS = HOUR_MS;

/** Alerts whose money may have changed: the open ones, and those resolved since their last value. In no order. */
export async function listMoneyDue(db: Queryable, now: Date): Promise<Alert[]> {
  const isUnsettled = sql`(${alerts.money} is null or (${alerts.money}->>'at')::timestamptz < ${alerts.resolvedAt})`;
  const rows = await db
    .select()
    .from(alerts)
    .where(
      and(
        eq(alerts.isShadow, false),
        or(
          inArray(alerts.status, [...ACTIVE_STATUSES]),
          and(eq(alerts.status, "resolved"), gte(alerts.resolvedAt, addMs(now, -SETTLED_MS)), isUnsettled),
        ),
      ),
    )
    .orderBy(desc(alerts.triggeredAt))
    .limit(1000);
  return rows.map(toAlert);
}

/**
 * Writes values computed for alerts, each with a point of its line. The version stays: nobody's command conflicts with it.
 * An alert that was resolved before its value's instant keeps what it had. @returns those that were written.
 */
export async function writeMoney(db: Queryable, values: ReadonlyMap<number, MoneyAtRisk>): Promise<Alert[]> {
  const written: Alert[] = [];
  for (const [id, money] of values) {
    const at = new Date(money.at);
    const [row] = await db
      .update(alerts)
      .set({ money })
      .where(and(eq(alerts.id, id), or(isNull(alerts.resolvedAt), gte(alerts.resolvedAt, at))))
      .returning();
    if (row === undefined) continue;
    await db
      .insert(alertMoney)
      .values({ alertId: id, at, perMinute: money.perMinute, total: money.total })
      .onConflictDoNothing();
    written.push(toAlert(row));
  }
  return written;
}

/** The line of an alert's money in shortest decimals, oldest first; at most a day of minutes. */
export async function listMoney(db: Queryable, alertId: number): Promise<MoneyPoint[]> {
  const rows = await db
    .select({ at: alertMoney.at, perMinute: alertMoney.perMinute, total: alertMoney.total })
    .from(alertMoney)
    .where(eq(alertMoney.alertId, alertId))
    .orderBy(desc(alertMoney.at))
    .limit(1440);
  return rows.reverse().map(({ at, perMinute, total }) => ({ at, perMinute: add(perMinute), total: add(total) }));
}
