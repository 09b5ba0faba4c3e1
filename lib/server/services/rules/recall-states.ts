import "server-only";
import { listMovedSince, listStates, moveStates, type StateMove, type StoredState } from "@/db/queries/rules";
import { addMs, SECOND_MS } from "@/lib/kernel/time";
import { isQuiet, isWriteDue, spreadStart } from "@/lib/rules/quiet";
import type { RuleState } from "@/lib/rules/schema";
import type { Context } from "@/lib/server/context";
import { processWide } from "@/lib/server/process-wide";

/** Fewer pairs than this are read and written each time: it costs nothing, and every state is where it is looked for. */
const MANY = 2_000;

/** Clocks of two instances may differ by less than this. */
const SKEW_MS = 30 * SECOND_MS;

interface Pair {
  ruleId: number;
  seriesId: number;
}

/** What is known of a pair: its newest state, and the version and instant of the one that is written. */
interface Known {
  state: RuleState;
  version: number;
  writtenAt: Date;
}

interface Memory {
  /** The quiet ones, by rule and series. */
  pairs: Map<string, Known>;
  /** When what others moved was last asked for. */
  askedAt: Date;
}

/**
 * Where each pair stands. Of very many those that stood quiet in this process are not read again, unless somebody else moved
 * them; a pair that is not quiet always is.
 */
export async function recallStates(ctx: Context, pairs: readonly Pair[]): Promise<Map<string, StoredState>> {
  if (pairs.length < MANY) return byPair(await listStates(ctx.db, pairs));
  const memory = await refresh(ctx);
  const known = new Map<string, StoredState>();
  const unknown: Pair[] = [];
  for (const pair of pairs) {
    const kept = memory.pairs.get(pairKey(pair));
    if (kept === undefined) unknown.push(pair);
    else known.set(pairKey(pair), { ...pair, state: kept.state, version: kept.version });
  }
  for (const [key, found] of byPair(await listStates(ctx.db, unknown))) {
    known.set(key, found);
    const { state, version } = found;
    if (isQuiet(state)) memory.pairs.set(key, { state, version, writtenAt: state.sampleAt ?? ctx.now() });
  }
  return known;
}

/**
 * Writes states by compare-and-set. Of very many, quiet ones are kept in memory and written every few minutes only.
 * @returns how many were not written because somebody else had moved them.
 */
export async function keepStates(ctx: Context, moves: readonly StateMove[]): Promise<number> {
  const now = ctx.now();
  if (moves.length < MANY) return moves.length - (await moveStates(ctx.db, moves, now)).length;
  const { pairs } = memoryOf(ctx);
  const due = moves.filter((move) => isDue(pairs.get(pairKey(move)), move, now));
  const moved = new Set((await moveStates(ctx.db, due, now)).map(pairKey));
  const written = new Set(due.map(pairKey));
  for (const move of moves) remember(pairs, move, { isWritten: written.has(pairKey(move)), moved, now });
  return due.length - moved.size;
}

/** Rules and their alerts change states too: what was kept of them is read anew. */
async function refresh(ctx: Context): Promise<Memory> {
  const memory = memoryOf(ctx);
  if (memory.pairs.size > 0) {
    for (const moved of await listMovedSince(ctx.db, addMs(memory.askedAt, -SKEW_MS))) {
      const kept = memory.pairs.get(pairKey(moved));
      if (kept !== undefined && kept.version !== moved.version) memory.pairs.delete(pairKey(moved));
    }
  }
  memory.askedAt = ctx.now();
  return memory;
}

function isDue(kept: Known | undefined, move: StateMove, now: Date): boolean {
  if (!isQuiet(move.state)) return true;
  if (kept !== undefined) return isWriteDue(kept.writtenAt, now);
  // A pair that is written and was not quiet before is written as it becomes so.
  return move.expected > 0;
}

interface Written {
  isWritten: boolean;
  moved: ReadonlySet<string>;
  now: Date;
}

function remember(pairs: Map<string, Known>, move: StateMove, { isWritten, moved, now }: Written): void {
  const key = pairKey(move);
  if (!isQuiet(move.state) || (isWritten && !moved.has(key))) {
    pairs.delete(key);
    return;
  }
  const writtenAt = isWritten ? now : (pairs.get(key)?.writtenAt ?? spreadStart(move.seriesId, now));
  pairs.set(key, { state: move.state, version: move.expected + (isWritten ? 1 : 0), writtenAt });
}

function memoryOf({ db, now }: Context): Memory {
  const byDatabase = processWide("rule-states", () => new WeakMap<object, Memory>());
  const kept = byDatabase.get(db);
  if (kept !== undefined) return kept;
  const made = { pairs: new Map<string, Known>(), askedAt: now() };
  byDatabase.set(db, made);
  return made;
}

/** What is kept of a database's states is forgotten: its rules ask something else now. */
export function forgetStates({ db }: Context): void {
  processWide("rule-states", () => new WeakMap<object, Memory>()).delete(db);
}

function byPair(states: readonly StoredState[]): Map<string, StoredState> {
  return new Map(states.map((found) => [pairKey(found), found]));
}

function pairKey({ ruleId, seriesId }: Pair): string {
  return `${ruleId}:${seriesId}`;
}
