import { overseeSecond } from "./oversight";
import { paySecond } from "./payments";
import { playSecond } from "./play";
import type { Rows, World } from "./schema";
import { measureSecond } from "./telemetry";

/** The longest a row that begins in a second goes on changing or gives rise to others: a slow payment, a long round. */
export const LONGEST_TAIL_MS = 60_000;

/** Adds everything that begins in one second since the epoch; the same world and second always add the same. */
export function happenSecond(world: World, second: number, rows: Rows): void {
  playSecond(world, second, rows);
  paySecond(world, second, rows);
  measureSecond(world, second, rows);
  overseeSecond(world, second, rows);
}
