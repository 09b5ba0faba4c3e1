import "server-only";
import { errorLogs } from "@/db/schema";
import type { Context } from "@/lib/server/context";
import { describeFault } from "@/lib/server/describe-fault";

/**
 * An error nobody expected: one log line and one row of error_logs, which the system dashboard counts.
 * The row is best effort, since the fault may be the database's own; the line is always written.
 */
export async function keepFault(house: Context, error: unknown, where: string): Promise<void> {
  const { type, message, stack } = describeFault(error);
  house.log.error({ where, type, message, stack }, "unexpected error");
  await house.db
    .insert(errorLogs)
    .values({
      at: house.now(),
      type,
      severity: "critical",
      message,
      details: { where },
      correlationId: house.correlationId,
    })
    .catch((cause: unknown) =>
      house.log.warn({ type: describeFault(cause).type }, "the error could not be kept as a row"),
    );
}

const LOST = ["ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "EPIPE", "57P01", "57P02", "57P03", "08006", "08001"];

/** Whether the database could not be reached, which passes, rather than a mistake of ours, which does not. */
export function isConnectionLoss(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("code" in error && typeof error.code === "string" && LOST.includes(error.code)) return true;
  if (/timeout exceeded when trying to connect|Connection terminated/.test(error.message)) return true;
  return isConnectionLoss(error.cause);
}
