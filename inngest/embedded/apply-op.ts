import type { Queryable } from "@/db/client";
import { type EngineRun, engineSteps } from "@/db/schema";
import { endOf } from "./duration";
import { parseExpression } from "./expression";
import { planJob } from "./jobs";
import type { Functions } from "./match";
import { asError, FUNCTION_INVOKED, type Op, parseInvokeOptions, parseWaitOptions } from "./protocol";
import { endRun, jobOf, settleStep } from "./runs";
import { idOf, mayStart, startRuns } from "./start-runs";
import { beginWait } from "./waits";

export interface Applying {
  run: EngineRun;
  op: Op;
  functions: Functions;
  now: Date;
  /** Plans the call once more; null at its last attempt. */
  retry: (() => Promise<void>) | null;
}

/** What one operation of an answer changes. An operation the executor does not know fails the run by name. */
export async function applyOp(db: Queryable, applying: Applying): Promise<void> {
  const { run, op, now, retry } = applying;
  const settled = { stepId: op.id, op: "StepRun", name: nameOf(op), now };
  switch (op.op) {
    case "StepRun":
      return settleStep(db, run, { ...settled, result: { data: op.data ?? null } });
    case "StepError":
      return retry ? retry() : settleStep(db, run, { ...settled, result: { error: asError(op.error) } });
    case "StepFailed":
      return settleStep(db, run, { ...settled, result: { error: asError(op.error) } });
    case "StepPlanned":
      await openStep(db, applying);
      return planJob(db, { ...jobOf(run), id: `${run.id}/${op.id}`, kind: "exec", stepId: op.id, runAt: now });
    case "Sleep":
      return sleep(db, applying);
    case "WaitForEvent":
      return waitForEvent(db, applying);
    case "InvokeFunction":
      return invoke(db, applying);
    default: {
      const message = `The embedded executor does not support the operation ${op.op} (step "${nameOf(op)}").`;
      return endRun(db, run, { status: "failed", error: { name: "UnsupportedError", message } }, now);
    }
  }
}

async function sleep(db: Queryable, applying: Applying): Promise<void> {
  const { run, op, now } = applying;
  await openStep(db, applying);
  const runAt = endOf(op.name ?? "", now);
  await planJob(db, {
    ...jobOf(run),
    concurrencyKeys: [],
    id: `${run.id}/${op.id}`,
    kind: "sleep",
    stepId: op.id,
    runAt,
  });
}

async function waitForEvent(db: Queryable, applying: Applying): Promise<void> {
  const { run, op, now } = applying;
  const { timeout, if: expression = null } = parseWaitOptions(op.opts);
  if (expression !== null) parseExpression(expression);
  await openStep(db, applying);
  await beginWait(db, {
    run,
    kind: "event",
    stepId: op.id,
    name: op.name ?? "",
    expression,
    expiresAt: endOf(timeout, now),
    now,
  });
}

async function invoke(db: Queryable, applying: Applying): Promise<void> {
  const { run, op, functions, now } = applying;
  const { function_id: fnId, payload, timeout } = parseInvokeOptions(op.opts);
  const refuse = (message: string) => {
    const result = { error: { name: "Error", message } };
    return settleStep(db, run, { stepId: op.id, op: op.op, name: nameOf(op), result, now });
  };
  const fn = functions.get(fnId);
  if (!fn) return refuse(`There is no function "${fnId}" to invoke.`);
  const id = idOf(run.id, op.id);
  const event = { id: `${id}/invoked`, name: FUNCTION_INVOKED, data: payload?.data ?? {}, ts: now.getTime() };
  if (!(await mayStart(db, { fn, event, now }))) return refuse(`"${fnId}" ran for this key already.`);
  await openStep(db, applying);
  const expiresAt = timeout == null ? null : endOf(timeout, now);
  await beginWait(db, { run, kind: "invoke", stepId: op.id, name: id, expression: null, expiresAt, now });
  await startRuns(db, [{ fn, event, id, parent: { runId: run.id, stepId: op.id }, now }]);
}

/** A step without a result yet: the run waits for it. */
async function openStep(db: Queryable, { run, op, now }: Applying): Promise<void> {
  const step = { runId: run.id, id: op.id, op: op.op, name: nameOf(op), createdAt: now };
  await db.insert(engineSteps).values(step).onConflictDoNothing();
}

/** The step's name for people; `name` of a sleep or wait is its duration or event. */
function nameOf({ displayName, name, id }: Op): string {
  return displayName ?? name ?? id;
}
