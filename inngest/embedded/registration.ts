import { z } from "zod";
import { SECOND_MS } from "@/lib/kernel/time";
import { endOf } from "./duration";
import { type Expression, parseExpression } from "./expression";
import { FUNCTION_FAILED, FUNCTION_FINISHED } from "./protocol";
import { nextRun } from "./schedule";

/** A function as the executor runs it. */
export interface FunctionConfig {
  id: string;
  /** The first attempt and its retries. */
  maxAttempts: number;
  events: { name: string; expression: Expression | null }[];
  crons: string[];
  cancels: { event: string; expression: string | null; timeoutMs: number | null }[];
  concurrency: { limit: number; key: Expression | null }[];
  /** Seconds its jobs are taken ahead of others. */
  priority: number;
  idempotency: Expression | null;
}

const Concurrency = z.strictObject({
  limit: z.number().int().positive(),
  key: z.string().optional(),
  scope: z.string().optional(),
});
const Registered = z.looseObject({
  id: z.string(),
  triggers: z.array(
    z.looseObject({ event: z.string().optional(), expression: z.string().nullish(), cron: z.string().optional() }),
  ),
  steps: z.record(
    z.string(),
    z.looseObject({ retries: z.object({ attempts: z.number().int().optional() }).nullish() }),
  ),
  cancel: z
    .array(z.strictObject({ event: z.string(), if: z.string().optional(), timeout: z.string().optional() }))
    .nullish(),
  concurrency: z.union([z.number().int().positive(), Concurrency, z.array(Concurrency)]).nullish(),
  idempotency: z.string().nullish(),
  priority: z.object({ run: z.string().optional() }).nullish(),
});
type Registered = z.infer<typeof Registered>;
const Answer = z.looseObject({ functions: z.array(Registered) });

const SUPPORTED = new Set(["id", "name", "triggers", "steps", "cancel", "concurrency", "idempotency", "priority"]);
const INTERNAL_TRIGGERS = [FUNCTION_FAILED, FUNCTION_FINISHED];
const DEFAULT_RETRIES = 3;

/**
 * Reads what our functions answer to a registration.
 * @throws Error naming the function and the option, for any option the executor does not support: none is ignored.
 */
export function readRegistration(body: unknown): FunctionConfig[] {
  return Answer.parse(body).functions.map((registered) => {
    const refuse = (what: string) =>
      new Error(`The embedded executor does not support ${what} of the function "${registered.id}".`);
    const unknown = Object.keys(registered).filter((name) => !SUPPORTED.has(name) && registered[name] != null);
    if (unknown.length > 0) throw refuse(`the option ${unknown.join(" and ")}`);
    return {
      id: registered.id,
      maxAttempts: 1 + (registered.steps.step?.retries?.attempts ?? DEFAULT_RETRIES),
      ...readTriggers(registered, refuse),
      cancels: (registered.cancel ?? []).map((cancel) => ({
        event: cancel.event,
        expression: checked(cancel.if),
        timeoutMs: cancel.timeout === undefined ? null : endOf(cancel.timeout, new Date(0)).getTime(),
      })),
      concurrency: readConcurrency(registered, refuse),
      priority: readPriority(registered.priority?.run, refuse),
      idempotency: registered.idempotency == null ? null : parseExpression(registered.idempotency),
    };
  });
}

type Refuse = (what: string) => Error;

function readTriggers({ triggers }: Registered, refuse: Refuse): Pick<FunctionConfig, "events" | "crons"> {
  const events: FunctionConfig["events"] = [];
  const crons: string[] = [];
  for (const { event, expression, cron, ...others } of triggers) {
    const [other] = Object.keys(others);
    if (other) throw refuse(`the trigger option ${other}`);
    if (cron !== undefined) {
      nextRun(cron, new Date(0));
      crons.push(cron);
    }
    if (event?.startsWith("inngest/") && !INTERNAL_TRIGGERS.includes(event)) throw refuse(`the trigger ${event}`);
    if (event?.includes("*")) throw refuse(`the trigger pattern ${event}`);
    if (event !== undefined)
      events.push({ name: event, expression: expression == null ? null : parseExpression(expression) });
  }
  return { events, crons };
}

function readConcurrency({ concurrency }: Registered, refuse: Refuse): FunctionConfig["concurrency"] {
  const given = typeof concurrency === "number" ? [{ limit: concurrency }] : [concurrency ?? []].flat();
  return given.map(({ limit, key, scope = "fn" }: z.infer<typeof Concurrency>) => {
    if (scope !== "fn") throw refuse(`the concurrency scope ${scope}`);
    return { limit, key: key === undefined ? null : parseExpression(key) };
  });
}

function readPriority(run: string | undefined, refuse: Refuse): number {
  if (run === undefined) return 0;
  if (!/^-?\d+$/.test(run) || Math.abs(Number(run)) > 600) throw refuse(`the priority "${run}" (whole seconds to 600)`);
  return Number(run);
}

/** The text as it is stored, known to be readable. */
function checked(expression: string | undefined): string | null {
  if (expression === undefined) return null;
  parseExpression(expression);
  return expression;
}

/** How long a server keeps the key of an idempotent function: 24 hours. */
export const IDEMPOTENCY_MS = 24 * 60 * 60 * SECOND_MS;
