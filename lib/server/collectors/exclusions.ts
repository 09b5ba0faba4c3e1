import "server-only";
import { countExcludedBets } from "@/db/queries/platform/exclusions";
import { METRICS } from "@/lib/metrics/catalogue";
import { windowOf } from "@/lib/metrics/window";
import { type Figure, figuresOf } from "./figure";
import type { Reading } from "./reading";

/** Bets of the last five minutes by players who had shut themselves out. */
export async function collectExclusions(reading: Reading): Promise<Figure[]> {
  const { at, filter, reporting } = reading;
  const window = windowOf(METRICS.self_exclusion_breach_count.window, { at, zone: reporting.zone });
  const count = await reading.read("exclusions", (db) => countExcludedBets(db, filter, window));
  return figuresOf({ self_exclusion_breach_count: count }, {});
}
