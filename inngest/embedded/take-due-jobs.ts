import type { Database } from "@/db/client";
import { chooseJobs, countKeys } from "./choose-jobs";
import { dueJobs, takeJobs } from "./jobs";
import type { Functions } from "./match";
import type { Workers } from "./workers";

interface Taking {
  holder: string;
  now: Date;
  /** How many jobs run at once. */
  size: number;
  workers: Workers;
  functions: Functions;
}

const CANDIDATES = 30;
/** Ordinary jobs without a key taken before a worker is free for them: saves two queries a job in a burst. */
const AHEAD = 12;

/** Takes the due jobs that may start, starts them, and keeps some ahead. @returns how many it took. */
export async function takeDueJobs(db: Database, { holder, now, size, workers, functions }: Taking): Promise<number> {
  const room = AHEAD - workers.aheadCount;
  const wantsOrdinary = workers.has(0) || room > AHEAD / 2;
  if (!wantsOrdinary && !workers.has(1)) return 0;
  const { running } = workers;
  const limitOf = (key: string) => limitIn(functions, key);
  const saturated = [...countKeys(running)].filter(([key, count]) => count >= limitOf(key)).map(([key]) => key);
  const above = wantsOrdinary ? undefined : 0;
  const due = await dueJobs(db, { holder, now, limit: CANDIDATES, above, saturated });
  const chosen = chooseJobs(due, { workers: size, running, limitOf });
  const starting = new Set(chosen.map(({ id }) => id));
  const ahead = due
    .filter(({ id, priority, concurrencyKeys }) => !starting.has(id) && priority <= 0 && concurrencyKeys.length === 0)
    .slice(0, room);
  const wanted = [...chosen, ...ahead].map(({ id }) => id);
  if (wanted.length === 0) return 0;
  const taken = await takeJobs(db, holder, wanted);
  for (const job of taken.filter(({ id }) => starting.has(id))) workers.begin(job);
  workers.keepAhead(taken.filter(({ id }) => !starting.has(id)));
  return taken.length;
}

/** A key begins with its function and the place of its limit there. */
function limitIn(functions: Functions, key: string): number {
  const [fnId = "", index = ""] = key.split("/");
  return functions.get(fnId)?.concurrency[Number(index)]?.limit ?? Number.POSITIVE_INFINITY;
}
