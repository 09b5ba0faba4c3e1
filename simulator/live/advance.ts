import type { Database, Queryable } from "@/db/client";
import { HOUR_MS, SECOND_MS } from "@/lib/kernel/time";
import { writeExchangeRates, writeGameTables } from "@/simulator/store/fixtures";
import { type Activity, noteActivity, writeActivity, writeExclusions, writePlayers } from "@/simulator/store/players";
import { POSITION, writeState } from "@/simulator/store/state";
import { TABLES } from "@/simulator/store/tables";
import { writeRows } from "@/simulator/store/write-rows";
import { LONGEST_OPEN_MS, overseeHour } from "@/simulator/world/oversight";
import { registeredBy } from "@/simulator/world/players";
import { KINDS, type Kind, noRows, type Rows, type World } from "@/simulator/world/schema";
import { happenSecond, LONGEST_TAIL_MS } from "@/simulator/world/second";

/** Half-open to the left: what happened after `fromMs`, up to and with `toMs`. */
export interface Stretch {
  fromMs: number;
  toMs: number;
}

/** Seconds already made, by second: a payment is asked for again until it is finished. */
export type Memory = Map<string, Rows>;

/**
 * Writes what began or finished in a stretch, and that it is written, in one short transaction: broken off at any line it
 * happens wholly or not at all, and done twice it changes nothing.
 */
export async function advance(
  db: Database,
  world: World,
  stretch: Stretch,
  memory: Memory = new Map(),
): Promise<number> {
  const rows = changedIn(stretch, recall(world, stretch, memory));
  const activity: Activity = new Map();
  noteActivity(activity, rows, stretch.toMs + 1);
  await db.transaction(async (transaction) => {
    for (const kind of KINDS) await writeKind(transaction, kind, rows, stretch.toMs);
    const [from, to] = [registeredBy(world, stretch.fromMs), registeredBy(world, stretch.toMs)];
    await writePlayers(transaction, { world, activity, from, to });
    await writeActivity(transaction, activity);
    await writeExclusions(transaction, rows.complianceEvents);
    await writeGameTables(transaction, world, stretch.toMs);
    if (isNewHour(stretch)) await writeExchangeRates(transaction, world, stretch.toMs, stretch.toMs);
    await writeState(transaction, POSITION, { ms: stretch.toMs });
  });
  return KINDS.reduce((sum, kind) => sum + rows[kind].length, 0);
}

async function writeKind<K extends Kind>(db: Queryable, kind: K, rows: Rows, asOfMs: number): Promise<void> {
  await writeRows(db, TABLES[kind], { rows: rows[kind], asOfMs });
}

/** Everything that may still change in the stretch: made once, forgotten when it cannot change any more. */
function recall(world: World, { fromMs, toMs }: Stretch, memory: Memory): Rows[] {
  const wanted = new Map<string, () => Rows>();
  const lastSecond = Math.floor(toMs / SECOND_MS);
  for (let second = Math.floor((fromMs - LONGEST_TAIL_MS) / SECOND_MS); second <= lastSecond; second += 1) {
    wanted.set(`second ${second}`, () => made((rows) => happenSecond(world, second, rows)));
  }
  for (let hour = Math.floor((fromMs - LONGEST_OPEN_MS) / HOUR_MS); hour <= Math.floor(toMs / HOUR_MS); hour += 1) {
    wanted.set(`hour ${hour}`, () => made((rows) => overseeHour(world, hour, rows)));
  }
  for (const key of memory.keys()) if (!wanted.has(key)) memory.delete(key);
  return [...wanted].map(([key, make]) => {
    const rows = memory.get(key) ?? make();
    memory.set(key, rows);
    return rows;
  });
}

function made(make: (rows: Rows) => void): Rows {
  const rows = noRows();
  make(rows);
  return rows;
}

function changedIn(stretch: Stretch, all: readonly Rows[]): Rows {
  const changed = noRows();
  for (const rows of all) for (const kind of KINDS) take(kind, stretch, { from: rows, into: changed });
  return changed;
}

function take<K extends Kind>(kind: K, { fromMs, toMs }: Stretch, { from, into }: { from: Rows; into: Rows }): void {
  const isWithin = (ms: number) => fromMs < ms && ms <= toMs;
  for (const row of from[kind]) {
    if (isWithin(row.createdMs) || ("finishedMs" in row && row.createdMs <= toMs && isWithin(row.finishedMs))) {
      into[kind].push(row);
    }
  }
}

function isNewHour({ fromMs, toMs }: Stretch): boolean {
  return Math.floor(fromMs / HOUR_MS) !== Math.floor(toMs / HOUR_MS);
}
