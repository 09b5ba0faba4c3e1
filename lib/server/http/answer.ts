import "server-only";
import type { AppError, ErrorCode } from "@/lib/kernel/errors";

const STATUS: Record<ErrorCode, number> = {
  unauthenticated: 401,
  forbidden: 403,
  invalid: 400,
  "not-found": 404,
  conflict: 409,
  limited: 429,
  unavailable: 503,
};

interface Circumstances {
  correlationId: string;
  at: Date;
}

/** The envelope of section 12: `{status: "success", timestamp, data}`. */
export function answerSuccess(
  data: unknown,
  { status, correlationId, at }: Circumstances & { status: number },
): Response {
  return answer({ status: "success", timestamp: at.toISOString(), data: data ?? null }, status, correlationId);
}

/** A refusal in the envelope, with its details beside code and message. */
export function answerRefusal(error: AppError, { correlationId, at }: Circumstances): Response {
  const { code, message, field, details } = error;
  const body = { ...details, code, message, ...(field === undefined ? {} : { field }), correlationId };
  const response = answer({ status: "error", timestamp: at.toISOString(), error: body }, STATUS[code], correlationId);
  const seconds = details?.retryAfterSeconds;
  if (typeof seconds === "number") response.headers.set("retry-after", String(seconds));
  return response;
}

/** Our own fault: the caller learns only what to quote. */
export function answerFault({ correlationId, at }: Circumstances): Response {
  const message = "Something failed on our side; it has been logged. Quote the correlation id when you report it.";
  const body = { status: "error", timestamp: at.toISOString(), error: { code: "internal", message, correlationId } };
  return answer(body, 500, correlationId);
}

function answer(body: unknown, status: number, correlationId: string): Response {
  return Response.json(body, { status, headers: { "cache-control": "no-store", "x-correlation-id": correlationId } });
}
