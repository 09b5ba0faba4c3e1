import { type Exchange, sumConverted } from "@/lib/kernel/exchange";
import { type Decimal, roundTo, toNumber } from "@/lib/kernel/money";
import { failureRate } from "./rates";

interface RouteRow {
  provider: string;
  method: string;
  direction: string;
  currency: string;
  day: string;
  payments: number;
  completed: number;
  failed: number;
  failedAmount: Decimal;
  reason: string | null;
}

/** One way of paying; `failedAmount` in the exchange's currency, `reason` the most frequent of its failures. */
export interface PaymentRoute {
  provider: string;
  method: string;
  direction: string;
  payments: number;
  failed: number;
  failureRate: number | null;
  reason: string | null;
  failedAmount: number;
}

/** Routes over all currencies, the worst failure rate first, then the busiest. */
export function paymentRoutes(rows: readonly RouteRow[], exchange: Exchange): PaymentRoute[] {
  const keyOf = ({ provider, method, direction }: RouteRow) => JSON.stringify([provider, method, direction]);
  const routes = [...new Set(rows.map(keyOf))].map((key) =>
    routeOf(
      rows.filter((row) => keyOf(row) === key),
      exchange,
    ),
  );
  return routes.sort((a, b) => (b.failureRate ?? -1) - (a.failureRate ?? -1) || b.payments - a.payments);
}

function routeOf(rows: readonly RouteRow[], { currency, rateOf }: Exchange): PaymentRoute {
  const sum = (figure: "payments" | "completed" | "failed") => rows.reduce((total, row) => total + row[figure], 0);
  const worst = rows.reduce<RouteRow | undefined>(
    (most, row) => (most === undefined || row.failed > most.failed ? row : most),
    undefined,
  );
  const amounts = rows.map((row) => ({ currency: row.currency, day: row.day, amount: row.failedAmount }));
  return {
    provider: worst?.provider ?? "",
    method: worst?.method ?? "",
    direction: worst?.direction ?? "",
    payments: sum("payments"),
    failed: sum("failed"),
    failureRate: failureRate({ completed: sum("completed"), failed: sum("failed") }),
    reason: worst?.reason ?? null,
    failedAmount: toNumber(roundTo(sumConverted(amounts, rateOf).total, currency)),
  };
}

/** Failures of one reason, one count for each minute of the window. */
export interface ReasonOfFailures {
  reason: string;
  counts: number[];
}

/**
 * Stacks failures by minute: the most frequent reasons each on their own, the rest as `other`.
 * @param minutes starts of the minutes, in order; a minute without a failure counts zero.
 */
export function stackReasons(
  rows: readonly { at: Date; reason: string; count: number }[],
  { minutes, most }: { minutes: readonly Date[]; most: number },
): ReasonOfFailures[] {
  const totals = new Map<string, number>();
  for (const { reason, count } of rows) totals.set(reason, (totals.get(reason) ?? 0) + count);
  const named = [...totals]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, most)
    .map(([reason]) => reason);
  const countsOf = (isWanted: (reason: string) => boolean) =>
    minutes.map((minute) =>
      rows
        .filter((row) => row.at.getTime() === minute.getTime() && isWanted(row.reason))
        .reduce((sum, { count }) => sum + count, 0),
    );
  const stacks = named.map((reason) => ({ reason, counts: countsOf((one) => one === reason) }));
  return totals.size <= most
    ? stacks
    : [...stacks, { reason: "other", counts: countsOf((one) => !named.includes(one)) }];
}
