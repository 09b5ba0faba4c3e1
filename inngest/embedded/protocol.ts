import { z } from "zod";

/** One operation of a 206 answer. `name` of a sleep is its duration, of a wait the event's name. */
export const Op = z.object({
  id: z.string(),
  op: z.string(),
  name: z.string().nullish(),
  displayName: z.string().nullish(),
  opts: z.record(z.string(), z.unknown()).nullish(),
  data: z.unknown().optional(),
  error: z.unknown().optional(),
});
export type Op = z.infer<typeof Op>;

/** What a call came to. `retryAfter` is the header's text; `version` what the SDK wants to be called with next. */
export type Outcome = { version: number | null } & (
  | { kind: "returned"; data: unknown }
  | { kind: "ops"; ops: Op[]; retryAfter: string | null }
  | { kind: "rejected"; error: unknown; isFinal: boolean; retryAfter: string | null }
);

const WaitOptions = z.object({ timeout: z.string(), if: z.string().optional() });
/** `opts` of a WaitForEvent. */
export type WaitOptions = z.infer<typeof WaitOptions>;
export const parseWaitOptions = (opts: Op["opts"]): WaitOptions => WaitOptions.parse(opts);

const InvokeOptions = z.object({
  function_id: z.string(),
  payload: z.object({ data: z.record(z.string(), z.unknown()).nullish() }).nullish(),
  timeout: z.string().nullish(),
});
/** `opts` of an InvokeFunction. */
export type InvokeOptions = z.infer<typeof InvokeOptions>;
export const parseInvokeOptions = (opts: Op["opts"]): InvokeOptions => InvokeOptions.parse(opts);

/** Events the engine itself makes. */
export const FUNCTION_FAILED = "inngest/function.failed";
export const FUNCTION_FINISHED = "inngest/function.finished";
export const FUNCTION_INVOKED = "inngest/function.invoked";
export const SCHEDULED_TIMER = "inngest/scheduled.timer";

/** An error as functions and their failure handlers get it. */
export function asError(error: unknown): Record<string, unknown> {
  if (error instanceof Error) return { name: error.name, message: error.message };
  if (typeof error === "object" && error !== null) return { ...error };
  return { name: "Error", message: String(error) };
}
