/** The refusals a service may throw. An endpoint maps each to one HTTP status, a job to "retry" or "give up". */
export const ERROR_CODES = [
  "unauthenticated",
  "forbidden",
  "invalid",
  "not-found",
  "conflict",
  "limited",
  "unavailable",
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

interface AppErrorOptions {
  /** The input at fault, as the caller spelled it. */
  field?: string;
  /** Facts the caller may act on, such as the present status of an alert. */
  details?: Record<string, unknown>;
  cause?: unknown;
}

/** A refusal with a reason a person can act on. `message` is shown to the caller: never put a secret or a stack in it. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly field: string | undefined;
  readonly details: Record<string, unknown> | undefined;

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.field = options.field;
    this.details = options.details;
  }
}

/** Ends an exhaustive switch: a new member of the union becomes a type error here. */
export function assertNever(value: never): never {
  throw new Error(`Unreachable: ${JSON.stringify(value)}`);
}

/** For our own bugs only; a caller's mistake is an `AppError`. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Invariant broken: ${message}`);
}
