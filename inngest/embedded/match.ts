import { and, asc, eq, gt, inArray, isNull, or } from "drizzle-orm";
import type { Database, Queryable } from "@/db/client";
import { type EngineEvent, engineRuns, engineWaits } from "@/db/schema";
import { markMatched, takeEvents } from "./events";
import { parseExpression } from "./expression";
import { FUNCTION_FINISHED } from "./protocol";
import type { FunctionConfig } from "./registration";
import { endRun, lockRun } from "./runs";
import { idOf, mayStart, type NewRun, startRuns } from "./start-runs";
import { settleWait } from "./waits";

/** Events matched in one transaction: few enough that it stays short. */
const BATCH = 20;

export type Functions = ReadonlyMap<string, FunctionConfig>;

/** Matches the next events in their order of arrival. @returns how many there were. */
export function matchEvents(db: Database, functions: Functions, now: Date): Promise<number> {
  return db.transaction(async (transaction) => {
    const events = await takeEvents(transaction, BATCH);
    const waitedFor = await namesWaitedFor(transaction, events, functions);
    const wanted: NewRun[] = [];
    for (const event of events) {
      // Waits come first: the event that starts a run must not also cancel it. But it may cancel an earlier one's.
      if (waitedFor.has(event.name)) {
        await startRuns(transaction, wanted.splice(0));
        if (event.name === FUNCTION_FINISHED) await settleInvocations(transaction, event, now);
        await settleWaits(transaction, event, now);
      }
      for (const fn of functionsFor(event, functions)) {
        if (await mayStart(transaction, { fn, event, now })) {
          wanted.push({ fn, event, id: idOf(fn.id, event.id), now });
        }
      }
    }
    await startRuns(transaction, wanted);
    await markMatched(transaction, events, now);
    return events.length;
  });
}

function functionsFor(event: EngineEvent, functions: Functions): FunctionConfig[] {
  return [...functions.values()].filter((fn) =>
    fn.events.some(({ name, expression }) => name === event.name && (expression?.({ event }) ?? true) === true),
  );
}

/** Names of the batch that some run waits for, or may once the batch has started it; asked once for all. */
async function namesWaitedFor(db: Queryable, events: EngineEvent[], functions: Functions): Promise<Set<string>> {
  const names = [...new Set(events.map(({ name }) => name))];
  const cancelling = [...functions.values()].flatMap((fn) => fn.cancels.map(({ event }) => event));
  const rows = await db
    .selectDistinct({ name: engineWaits.name })
    .from(engineWaits)
    .where(inArray(engineWaits.name, names.length > 0 ? names : [""]));
  return new Set([FUNCTION_FINISHED, ...cancelling, ...rows.map(({ name }) => name)]);
}

async function settleWaits(db: Queryable, event: EngineEvent, now: Date): Promise<void> {
  const waits = await db
    .select({ wait: engineWaits, events: engineRuns.events })
    .from(engineWaits)
    .innerJoin(engineRuns, eq(engineRuns.id, engineWaits.runId))
    .where(
      and(
        eq(engineWaits.name, event.name),
        inArray(engineWaits.kind, ["event", "cancel"]),
        or(isNull(engineWaits.expiresAt), gt(engineWaits.expiresAt, now)),
      ),
    )
    .orderBy(asc(engineWaits.runId));
  for (const { wait, events } of waits) {
    const isMeant =
      wait.expression === null || parseExpression(wait.expression)({ event: events[0], async: event }) === true;
    if (!isMeant) continue;
    const run = await lockRun(db, wait.runId);
    if (!run) continue;
    if (wait.kind === "cancel") await endRun(db, run, { status: "cancelled", error: cancelledBy(event) }, now);
    else await settleWait(db, { run, wait, result: { data: event }, now });
  }
}

/** Hands a child run's outcome to the step that invoked it. */
async function settleInvocations(db: Queryable, event: EngineEvent, now: Date): Promise<void> {
  const { run_id: childId, error, result } = event.data;
  const waits = await db
    .select()
    .from(engineWaits)
    .where(and(eq(engineWaits.kind, "invoke"), eq(engineWaits.name, String(childId))));
  for (const wait of waits) {
    const run = await lockRun(db, wait.runId);
    if (run)
      await settleWait(db, { run, wait, result: error === undefined ? { data: result ?? null } : { error }, now });
  }
}

function cancelledBy({ name, id }: EngineEvent): Record<string, unknown> {
  return { name: "CancelledError", message: `Cancelled by the event ${name} (${id}).` };
}
