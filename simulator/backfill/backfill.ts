import { sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { listRates } from "@/db/queries/platform/rates";
import { rateTable } from "@/lib/kernel/exchange";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "@/lib/kernel/time";
import { localDate } from "@/lib/kernel/zone";
import { stopwatch } from "@/lib/server/stopwatch";
import { writeExchangeRates, writeGames, writeGameTables } from "@/simulator/store/fixtures";
import { writeExclusions, writePlayers } from "@/simulator/store/players";
import { BEGINNING, POSITION, readState, writeState } from "@/simulator/store/state";
import { OPEN_BEFORE_HISTORY_MS, registeredBy } from "@/simulator/world/players";
import type { World } from "@/simulator/world/schema";
import { Book, type Conversion } from "./book";
import { fillPast } from "./fill-past";
import { countedRate, FULL_MS, makeRows, type Past } from "./make-rows";
import { RawRows } from "./raw-rows";
import { historySeries } from "./series";
import { restoreIndexes, withoutIndexes } from "./without-indexes";
import { writeSeries } from "./write-series";

const HISTORY_MS = 14 * DAY_MS;
const HOUR_TICKS = 60;

export interface BackfillOptions {
  db: Database;
  rate: number;
  seed: number;
  /** Midnight of "today", and the currency of totals. */
  reporting: { zone: string; currency: string };
  onProgress?: (stage: string, share: number) => void;
  /** For tests: less history in the same shape. */
  historyMs?: number;
  now: Date;
}

export interface Backfilled {
  rows: number;
  players: number;
  samples: number;
}

/**
 * Gives the demo platform its past: raw rows, players, samples and rollups. Done once; begun and broken off it begins
 * again and ends with the same rows.
 * @returns null when the past is there already.
 */
export async function backfill(options: BackfillOptions): Promise<Backfilled | null> {
  const { db, now, historyMs = HISTORY_MS, onProgress = () => undefined } = options;
  if ((await readState(db, POSITION)) !== null) return null;
  const nowMs = now.getTime();
  const isFirstTime = (await readState(db, BEGINNING)) === null;
  await restoreIndexes(db);
  const world = await beginWorld(options, nowMs - historyMs);
  await writeGames(db, world.openedMs);
  await writeGameTables(db, world, nowMs);
  await writeExchangeRates(db, world, world.openedMs, nowMs);

  const fromMs = Math.floor(nowMs / MINUTE_MS) * MINUTE_MS - historyMs - HOUR_MS;
  const minutes = Math.floor((nowMs - fromMs) / MINUTE_MS);
  const convert = await conversion(options, fromMs);
  const book = new Book({ fromMs, minutes, convert, scale: world.rate / countedRate(world.rate) });
  const raw = new RawRows(db, { asOfMs: nowMs, isFirstTime });
  const past: Past = { world, raw, book, nowMs, historyMs, activity: new Map(), exclusions: [] };
  const fill = () => makeRows(past, (share) => onProgress("Rows of the platform", share));
  await (isFirstTime ? withoutIndexes(db, fill) : fill());
  const players = registeredBy(world, nowMs);
  await writePlayers(db, { world, activity: past.activity, from: 0, to: players, seenBeforeMs: nowMs - FULL_MS });
  await writeExclusions(db, past.exclusions);

  onProgress("Metrics", 0);
  const samples = await makeSeries(options, past);
  await writeState(db, POSITION, { ms: nowMs });
  await db.execute(sql`analyze`);
  onProgress("Metrics", 1);
  return { rows: raw.count, players, samples };
}

async function beginWorld({ db, rate, seed }: BackfillOptions, historyMs: number): Promise<World> {
  const known = await readState(db, BEGINNING);
  const beginning = known ?? { seed, openedMs: historyMs - OPEN_BEFORE_HISTORY_MS, historyMs };
  if (known === null) await writeState(db, BEGINNING, beginning);
  return { seed: beginning.seed, rate, openedMs: beginning.openedMs, incidents: [] };
}

/** Rates of all days of the book, read back from where the collectors will read them. */
async function conversion(
  { db, now, reporting: { zone, currency: quote } }: BackfillOptions,
  fromMs: number,
): Promise<Conversion> {
  const firstDay = localDate(new Date(fromMs - 7 * DAY_MS), zone);
  const rateOf = rateTable(await listRates(db, { quote, firstDay, lastDay: localDate(now, zone) }), quote);
  const known = new Map<string, number | null>();
  return (cents, currency, ms) => {
    // The hour is fine enough for any zone's midnight, near enough for those off the hour.
    const hour = Math.floor(ms / HOUR_MS);
    const key = `${currency} ${hour}`;
    const text = known.has(key) ? null : rateOf(currency, localDate(new Date(hour * HOUR_MS), zone));
    const rate = known.has(key) ? (known.get(key) ?? null) : text === null ? null : Number(text);
    known.set(key, rate);
    return rate === null ? null : (cents / 100) * rate;
  };
}

async function makeSeries({ db, seed, reporting }: BackfillOptions, { world, book, nowMs }: Past): Promise<number> {
  const fullFrom = Math.ceil((nowMs - FULL_MS - book.fromMs) / MINUTE_MS);
  const model = { seed, fullFrom: Math.max(0, fullFrom) };
  fillPast(book, model);
  const databaseLatencyMs = await probe(db);
  const series = historySeries({ world, book, model, zone: reporting.zone, databaseLatencyMs });
  const denseFrom = Math.max(HOUR_TICKS, book.minutes - FULL_MS / MINUTE_MS);
  return writeSeries(db, { series, fromMs: book.fromMs, first: HOUR_TICKS, last: book.minutes, denseFrom });
}

/** What a trivial query takes here, ms: the middle of nine. */
async function probe(db: Database): Promise<number> {
  const durations: number[] = [];
  for (let attempt = 0; attempt < 9; attempt += 1) {
    const elapsed = stopwatch();
    await db.execute(sql`select 1`);
    durations.push(elapsed());
  }
  return durations.sort((a, b) => a - b)[4] ?? 1;
}
