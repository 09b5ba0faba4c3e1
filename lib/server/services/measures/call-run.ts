import "server-only";
import { findAlert } from "@/db/queries/alerts";
import { findRun, findUndone, updateRun } from "@/db/queries/measures";
import { invariant } from "@/lib/kernel/errors";
import { addMs, SECOND_MS } from "@/lib/kernel/time";
import { type AttemptDecision, type CallOutcome, decideAttempt } from "@/lib/measures/decide-attempt";
import { moveRun } from "@/lib/measures/move-run";
import type { MeasureRun } from "@/lib/measures/schema";
import type { Context, Unit } from "@/lib/server/context";
import { type Env, env } from "@/lib/server/env";
import { callWebhook } from "@/lib/server/http/signed-webhook";
import { tellRun } from "./tell-run";

/** Longer than any call takes, so that nobody makes one that is still under way. */
const LEASE_MS = 30 * SECOND_MS;

export interface CallInput {
  runId: number;
  /** Absent: the process's own. A test names its secret. */
  settings?: Pick<Env, "WEBHOOK_SECRET" | "WEBHOOK_ALLOW_PRIVATE">;
  timeoutMs?: number;
}

/** `again`: call at that instant, for a retry or since somebody else is at it. */
export type Called = { kind: "done" | "failed" | "nothing" } | { kind: "again"; at: Date };

/**
 * Makes one attempt of an approved run that is due, and keeps what came of it. Two at once make one: the row is leased.
 * A crash between call and record makes it again, with the same idempotency key.
 */
export async function callRun(ctx: Context, { runId, settings = env(), timeoutMs }: CallInput): Promise<Called> {
  const run = await findRun(ctx.db, ctx.scope, runId);
  if (run?.status !== "approved" || run.nextAttemptAt === null) return { kind: "nothing" };
  const startedAt = ctx.now();
  if (run.nextAttemptAt > startedAt) return { kind: "again", at: run.nextAttemptAt };
  const lease = { attempts: run.attempts + 1, nextAttemptAt: addMs(startedAt, LEASE_MS) };
  const taken = await updateRun(ctx.db, run, lease);
  if (taken === null) return { kind: "again", at: addMs(startedAt, LEASE_MS) };
  const outcome = await call(ctx, taken, { settings, timeoutMs });
  return ctx.unit((unit) => record(unit, taken, decideAttempt(outcome, taken.attempts, ctx.now())));
}

type Settings = Required<Pick<CallInput, "settings">> & Pick<CallInput, "timeoutMs">;

async function call(ctx: Context, run: MeasureRun, { settings, timeoutMs }: Settings): Promise<CallOutcome> {
  const alert = await findAlert(ctx.db, ctx.scope, run.alertId);
  if (run.action === "run" && alert?.status === "resolved") {
    return { kind: "blocked", word: "the alert was resolved before the call was made" };
  }
  const secret = settings.WEBHOOK_SECRET;
  if (secret === undefined) {
    const word =
      "no call was made, since there is no secret to sign it with: set WEBHOOK_SECRET, such as 32 random characters";
    return { kind: "blocked", word };
  }
  return callWebhook({
    url: run.url,
    body: run.request.body,
    secret,
    idempotencyKey: `pitboss/measure-run-${run.id}`,
    privateAddresses: settings.WEBHOOK_ALLOW_PRIVATE ? "allowed" : "refused",
    at: ctx.now(),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
}

async function record(unit: Unit, run: MeasureRun, decision: AttemptDecision): Promise<Called> {
  const moved = await updateRun(unit.db, run, changeOf(decision, unit.now()));
  if (moved === null) return { kind: "nothing" };
  if (run.action === "undo" && decision.kind === "done") await takeBack(unit, run);
  const alert = await findAlert(unit.db, unit.scope, run.alertId);
  if (alert !== null) tellRun(unit, { alert, run: moved, what: PAST[decision.kind], words: wordsOf(run, decision) });
  return decision.kind === "retry" ? { kind: "again", at: decision.at } : { kind: decision.kind };
}

function changeOf(decision: AttemptDecision, now: Date) {
  const { response } = decision;
  if (decision.kind === "retry") return { nextAttemptAt: decision.at, response };
  const status = moveRun("approved", decision.kind === "done" ? "succeed" : "fail");
  invariant(status !== null, "a run that was called was approved");
  return { status, nextAttemptAt: null, response, finishedAt: now };
}

async function takeBack(unit: Unit, undo: MeasureRun): Promise<void> {
  const run = await findUndone(unit.db, undo);
  const status = run === null ? null : moveRun(run.status, "take-back");
  if (run !== null && status !== null) await updateRun(unit.db, run, { status, finishedAt: unit.now() });
}

const PAST = { done: "done", retry: "retried", failed: "failed" } as const satisfies Record<
  AttemptDecision["kind"],
  string
>;

function wordsOf({ attempts }: MeasureRun, decision: AttemptDecision): string {
  switch (decision.kind) {
    case "done":
      return `done, the platform answered ${decision.response}`;
    case "retry":
      return `attempt ${attempts} failed: ${decision.response}; next attempt ${decision.at.toISOString()}`;
    case "failed":
      return `failed: ${decision.response}`;
  }
}
