import "server-only";
import { randomUUID } from "node:crypto";
import { AppError } from "@/lib/kernel/errors";
import { CorrelationId } from "@/lib/kernel/id";
import { type Context, readClock } from "@/lib/server/context";
import { systemContext } from "@/lib/server/system-context";
import { answerFault, answerRefusal } from "./answer";
import { isConnectionLoss, keepFault } from "./keep-fault";

/**
 * Runs the work of a route so that every outcome is an answer in the envelope with the correlation id, and one log line.
 * `house` acts as the console: it is for the gate and the clock, never handed to a service.
 */
export async function guarded(request: Request, work: (house: Context) => Promise<Response>): Promise<Response> {
  const given = CorrelationId.safeParse(request.headers.get("x-correlation-id"));
  const correlationId = given.success ? given.data : randomUUID();
  const house = openHouse(correlationId);
  if (house instanceof AppError) return answerRefusal(house, { correlationId, at: readClock() });
  const startedAt = house.now();
  const path = new URL(request.url).pathname;
  const response = await work(house).catch((error: unknown) => refuse(house, error, `${request.method} ${path}`));
  const ms = house.now().getTime() - startedAt.getTime();
  house.log.info({ method: request.method, path, status: response.status, ms }, "request");
  return response;
}

/** Without an embedded database there is no context, and so no clock of one: the refusal itself is the answer. */
function openHouse(correlationId: string): Context | AppError {
  try {
    return systemContext("api", { correlationId });
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

async function refuse(house: Context, error: unknown, where: string): Promise<Response> {
  const circumstances = { correlationId: house.correlationId, at: house.now() };
  if (error instanceof AppError) return answerRefusal(error, circumstances);
  if (isConnectionLoss(error)) {
    house.log.error({ where }, "the database cannot be reached");
    const sentence = "The database cannot be reached at the moment; try again in a few seconds.";
    return answerRefusal(new AppError("unavailable", sentence, { cause: error }), circumstances);
  }
  await keepFault(house, error, where);
  return answerFault(circumstances);
}
