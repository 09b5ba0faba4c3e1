import "server-only";
import { countExcluded, countFraud, countOutcomes } from "@/db/queries/dashboards/operations";
import { failureRate } from "@/lib/dashboards/rates";
import type { OperationsDashboard } from "@/lib/dashboards/schema";
import { HOUR_MS, windowBefore } from "@/lib/kernel/time";
import type { Context } from "@/lib/server/context";
import { type Asked, questionOf } from "./question";

/** D2: the hour before `at`. */
export async function readOperations(ctx: Context, asked: Asked): Promise<OperationsDashboard> {
  const { platform, filter, at } = questionOf(ctx, asked);
  const window = windowBefore(at, HOUR_MS);
  const transactions = await countOutcomes(platform, filter, { of: "transactions", ...window });
  const payments = await countOutcomes(platform, filter, { of: "payments", ...window });
  const fraud = await countFraud(platform, filter, window);
  return {
    period: "1h",
    transactions: {
      count: transactions.count,
      completed: transactions.completed,
      error_rate: failureRate(transactions),
    },
    payments: { count: payments.count, completed: payments.completed, failure_rate: failureRate(payments) },
    fraud: { flags: fraud.flags, avg_score: fraud.avgScore, unresolved: fraud.unresolved, backlog: fraud.backlog },
    compliance: { excluded_users: await countExcluded(platform, filter, at) },
  };
}
