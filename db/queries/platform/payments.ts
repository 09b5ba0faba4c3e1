import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Queryable } from "@/db/client";
import { readRows } from "@/db/queries/read-rows";
import type { Interval } from "@/lib/kernel/time";
import { type BrandFilter, inScope } from "./in-scope";
import { splitByDay, within } from "./slice";

const PaymentRow = z.object({
  brand: z.string(),
  provider: z.string(),
  currency: z.string(),
  isLaterDay: z.boolean(),
  count: z.number(),
  completed: z.number(),
  failed: z.number(),
  completedLately: z.number(),
  failedLately: z.number(),
  volume: z.string(),
});
export type PaymentSum = Omit<z.infer<typeof PaymentRow>, "isLaterDay"> & { day: string };

interface PaymentWindows {
  window: Interval;
  /** From when on payments also count as late ones; inside the window. */
  latelyFrom: Date;
  /** Of the calendar day an amount is converted on. */
  zone: string;
}

/** Payments created in the window, by brand, provider, currency and calendar day. */
export async function sumPayments(
  db: Queryable,
  filter: BrandFilter,
  { window, latelyFrom, zone }: PaymentWindows,
): Promise<PaymentSum[]> {
  const { isLaterDay, dayOf } = splitByDay(window, zone);
  const lately = sql`created_at >= ${latelyFrom.toISOString()}::timestamptz`;
  const rows = await readRows(
    db,
    PaymentRow,
    sql`
      select brand, provider, currency, "isLaterDay", count(*)::int as count,
        (count(*) filter (where status = 'completed'))::int as completed,
        (count(*) filter (where status = 'failed'))::int as failed,
        (count(*) filter (where status = 'completed' and ${lately}))::int as "completedLately",
        (count(*) filter (where status = 'failed' and ${lately}))::int as "failedLately",
        coalesce(sum(amount) filter (where status = 'completed'), 0)::text as volume
      from (
        select brand, provider, currency, ${isLaterDay} as "isLaterDay", created_at, status, amount
        from platform.payments
        where ${within(window)} and ${inScope(filter)}
      ) p
      group by brand, provider, currency, "isLaterDay"`,
  );
  return rows.map(({ isLaterDay: isLater, ...row }) => ({ ...row, day: dayOf(isLater) }));
}

const ProviderState = z.object({
  provider: z.string(),
  completed: z.number(),
  failed: z.number(),
  /** Mean time from a payment's creation to its end; null while none has ended. */
  latencyMs: z.number().nullable(),
});
export type ProviderState = z.infer<typeof ProviderState>;

/** How each payment provider did in the window. */
export function listProviderStates(db: Queryable, filter: BrandFilter, window: Interval): Promise<ProviderState[]> {
  return readRows(
    db,
    ProviderState,
    sql`
      select provider, (count(*) filter (where status = 'completed'))::int as completed,
        (count(*) filter (where status = 'failed'))::int as failed,
        (avg(extract(epoch from updated_at - created_at)) filter (where status in ('completed', 'failed')) * 1000)::float8
          as "latencyMs"
      from platform.payments
      where ${within(window)} and ${inScope(filter)}
      group by provider
      order by provider`,
  );
}
