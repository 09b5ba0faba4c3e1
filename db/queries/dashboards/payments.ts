import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { type BrandFilter, inScope } from "@/db/queries/platform/in-scope";
import { within } from "@/db/queries/platform/slice";
import { readRows } from "@/db/queries/read-rows";
import type { Interval } from "@/lib/kernel/time";
import { type MoneyAsked, QUARTER } from "./money";

const MinuteOfFailures = z.object({ at: z.coerce.date(), reason: z.string(), count: z.number() });
export type MinuteOfFailures = z.infer<typeof MinuteOfFailures>;

/** Failed payments of a window by minute and reason. */
export function listMinutesOfFailures(
  db: Queryable,
  filter: BrandFilter,
  window: Interval,
): Promise<MinuteOfFailures[]> {
  return readRows(
    db,
    MinuteOfFailures,
    sql`
      select date_trunc('minute', created_at) as at, coalesce(failure_reason, 'unknown') as reason, count(*)::int as count
      from platform.payments where ${inScope(filter)} and status = 'failed' and ${within(window)}
      group by 1, 2 order by 1, 2`,
  );
}

const RouteResult = z.object({
  provider: z.string(),
  method: z.string(),
  direction: z.string(),
  currency: z.string(),
  day: z.string(),
  payments: z.number(),
  completed: z.number(),
  failed: z.number(),
  failedAmount: z.string(),
  /** The most frequent reason among the failed. */
  reason: z.string().nullable(),
});
export type RouteResult = z.infer<typeof RouteResult>;

/** How the payments of a window went on each route, by currency and local day. */
export function listRouteResults(
  db: Queryable,
  filter: BrandFilter,
  { zone, ...window }: MoneyAsked,
): Promise<RouteResult[]> {
  return readRows(
    db,
    RouteResult,
    sql`
      select provider, method, direction, currency, (${QUARTER} at time zone ${zone})::date::text as day, count(*)::int as payments,
        (count(*) filter (where status = 'completed'))::int as completed,
        (count(*) filter (where status = 'failed'))::int as failed,
        coalesce(sum(amount) filter (where status = 'failed'), 0)::text as "failedAmount",
        mode() within group (order by failure_reason) filter (where status = 'failed') as reason
      from platform.payments where ${inScope(filter)} and ${within(window)}
      group by 1, 2, 3, 4, 5`,
  );
}

const MinuteOfDeposits = z.object({ at: z.coerce.date(), currency: z.string(), day: z.string(), amount: z.string() });
export type MinuteOfDeposits = z.infer<typeof MinuteOfDeposits>;

/** Completed deposits of a window by minute and currency. */
export function listMinutesOfDeposits(
  db: Queryable,
  filter: BrandFilter,
  { zone, ...window }: MoneyAsked,
): Promise<MinuteOfDeposits[]> {
  return readRows(
    db,
    MinuteOfDeposits,
    sql`
      select at, currency, (at at time zone ${zone})::date::text as day, amount::text from (
        select date_trunc('minute', created_at) as at, currency, sum(amount) as amount
        from platform.payments
        where ${inScope(filter)} and direction = 'deposit' and status = 'completed' and ${within(window)}
        group by 1, 2
      ) minutes`,
  );
}

const PaymentCounts = z.object({ deposits: z.number(), withdrawals: z.number(), newDepositors: z.number() });
export type PaymentCounts = z.infer<typeof PaymentCounts>;

/** Completed payments of a window by direction, and how many of the players who registered in it deposited. */
export async function countPayments(db: Queryable, filter: BrandFilter, window: Interval): Promise<PaymentCounts> {
  const rows = sql`${inScope(filter)} and status = 'completed' and ${within(window)}`;
  const [counts = { deposits: 0, withdrawals: 0, newDepositors: 0 }] = await readRows(
    db,
    PaymentCounts,
    sql`
      select (count(*) filter (where direction = 'deposit'))::int as deposits,
        (count(*) filter (where direction = 'withdrawal'))::int as withdrawals,
        (select count(*) from platform.players where ${inScope(filter)} and ${within(window)}
          and id in (select player_id from platform.payments where ${rows} and direction = 'deposit'))::int as "newDepositors"
      from platform.payments where ${rows}`,
  );
  return counts;
}
