import "server-only";
import { NonRetriableError, RetryAfterError } from "inngest";
import { AppError, type ErrorCode } from "@/lib/kernel/errors";
import type { Context } from "@/lib/server/context";
import { describeFault, isFailedQuery } from "@/lib/server/describe-fault";
import { systemContext } from "@/lib/server/system-context";

/** What no retry can mend. */
const PERMANENT: readonly ErrorCode[] = ["invalid", "forbidden", "not-found"];

export interface ServiceRun {
  /** The function's name: who acts, in audit and log. */
  name: string;
  /** Of the request or run that caused this one, from `event.data.correlationId`. */
  correlationId?: string;
  contextFor?: (name: string, options: { correlationId?: string }) => Context;
}

/**
 * Runs a service on behalf of a function, as the console itself.
 * @throws NonRetriableError for what no retry can mend, RetryAfterError where the service says when to come back
 * (`details.retryAfterMs`), any other error as it is, to be retried with back-off.
 */
export async function runService<Result>(
  { name, correlationId, contextFor = systemContext }: ServiceRun,
  work: (ctx: Context) => Promise<Result>,
): Promise<Result> {
  const ctx = contextFor(name, { correlationId });
  try {
    return await work(ctx);
  } catch (error) {
    ctx.log.warn({ err: error, function: name }, "a run's service failed");
    throw toEngineError(error);
  }
}

/** The engine's word for a service's refusal, or for its fault: the engine keeps it, so it tells no query's parameters. */
export function toEngineError(error: unknown): unknown {
  if (!(error instanceof AppError)) return withoutParameters(error);
  if (PERMANENT.includes(error.code)) return new NonRetriableError(error.message, { cause: error });
  const retryAfterMs = error.details?.retryAfterMs;
  return typeof retryAfterMs === "number" ? new RetryAfterError(error.message, retryAfterMs, { cause: error }) : error;
}

function withoutParameters(error: unknown): unknown {
  if (!isFailedQuery(error)) return error;
  const { type, message, stack } = describeFault(error);
  return Object.assign(new Error(message), { name: type, stack });
}
