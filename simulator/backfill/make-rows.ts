import { HOUR_MS, MINUTE_MS, SECOND_MS } from "@/lib/kernel/time";
import { type Activity, noteActivity } from "@/simulator/store/players";
import { overseeHour } from "@/simulator/world/oversight";
import { hash } from "@/simulator/world/random";
import { type ComplianceEventRow, noRows, type Rows, type World } from "@/simulator/world/schema";
import { happenSecond } from "@/simulator/world/second";
import type { Book } from "./book";
import type { RawRows } from "./raw-rows";

/** Raw rows at the live rate: a day, and the windows that end at its beginning. */
export const FULL_MS = 26 * HOUR_MS;
/** No more wallet transactions than this: a higher rate fills fewer hours, down to what the windows of an hour need. */
const TRANSACTIONS_AT_MOST = 520_000;
const LEAST_FULL_MS = 65 * MINUTE_MS;
/** Transactions of the thinned days, at most; every day still has players who came and went. */
const THINNED_RATE = 0.04;

export interface Past {
  world: World;
  raw: RawRows;
  book: Book;
  nowMs: number;
  historyMs: number;
  activity: Activity;
  exclusions: ComplianceEventRow[];
}

/** The rate at which the book is kept: the platform's, or as much of it as can be counted in a few seconds. */
export function countedRate(rate: number): number {
  return Math.min(rate, TRANSACTIONS_AT_MOST / (FULL_MS / SECOND_MS));
}

/** Every second of the last hours, one in many before; flags, limits and the like are rare and made for all hours. */
export async function makeRows(past: Past, onShare: (share: number) => void): Promise<void> {
  const { world, book, nowMs, historyMs } = past;
  const counted: World = { ...world, rate: countedRate(world.rate) };
  const isCounted = counted.rate === world.rate;
  const fullFromMs = nowMs - fullLengthMs(world.rate);
  const oneIn = Math.max(1, Math.round(world.rate / THINNED_RATE));
  const firstMs = Math.floor((nowMs - historyMs) / HOUR_MS) * HOUR_MS;
  for (let ms = firstMs; ms <= nowMs; ms += SECOND_MS) {
    const second = ms / SECOND_MS;
    if (ms % HOUR_MS === 0) {
      const rows = hourRows(world, ms / HOUR_MS);
      book.enter(rows);
      await keep(past, rows);
      onShare((ms - firstMs) / historyMs);
    }
    const isFull = ms >= fullFromMs;
    const rows = isFull || hash(world.seed, second) % oneIn === 0 ? secondRows(world, second) : null;
    if (isCounted && isFull && rows !== null) book.enter(rows);
    if (!isCounted && ms >= nowMs - FULL_MS) book.enter(secondRows(counted, second));
    if (rows !== null) await keep(past, rows);
  }
  await past.raw.finish();
}

async function keep({ raw, activity, exclusions, nowMs }: Past, rows: Rows): Promise<void> {
  noteActivity(activity, rows, nowMs);
  exclusions.push(...rows.complianceEvents.filter(({ createdMs }) => createdMs <= nowMs));
  await raw.add(rows);
}

function fullLengthMs(rate: number): number {
  return Math.min(FULL_MS, Math.max(LEAST_FULL_MS, (TRANSACTIONS_AT_MOST / rate) * SECOND_MS));
}

export function secondRows(world: World, second: number): Rows {
  const rows = noRows();
  happenSecond(world, second, rows);
  return rows;
}

export function hourRows(world: World, hour: number): Rows {
  const rows = noRows();
  overseeHour(world, hour, rows);
  return rows;
}
