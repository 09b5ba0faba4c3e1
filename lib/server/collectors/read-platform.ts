import "server-only";
import type { SourceState } from "@/lib/metrics/sources";
import { collectApi } from "./api";
import { collectCache } from "./cache";
import { collectDatabase } from "./database";
import { collectErrors } from "./errors";
import { collectExclusions } from "./exclusions";
import type { Figure } from "./figure";
import { collectFraud } from "./fraud";
import { collectGames } from "./games";
import { collectOperations } from "./operations";
import { collectPayments } from "./payments";
import { Reading, type ReadingOptions } from "./reading";
import { collectTransactions } from "./transactions";
import { collectUsers } from "./users";

export interface PlatformReading {
  figures: Figure[];
  /** How each source did that was read. */
  states: readonly SourceState[];
}

/** The probe first, so that it measures the database and not our own queries before it; operations need what is before them. */
const COLLECTORS = [
  collectDatabase,
  collectTransactions,
  collectPayments,
  collectOperations,
  collectGames,
  collectUsers,
  collectFraud,
  collectApi,
  collectErrors,
  collectExclusions,
  collectCache,
];

/** Reads every source once, one after the other: the embedded database has one session, and a replica is not ours to flood. */
export async function readPlatform(options: ReadingOptions): Promise<PlatformReading> {
  const reading = new Reading(options);
  const figures: Figure[] = [];
  for (const collect of COLLECTORS) figures.push(...(await collect(reading)));
  return { figures, states: reading.states };
}
