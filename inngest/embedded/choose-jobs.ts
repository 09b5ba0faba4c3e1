/** What choosing looks at. */
export interface Claimable {
  id: string;
  priority: number;
  concurrencyKeys: string[];
}

export interface Slots {
  /** Workers in all. One of them takes only jobs with a priority, so that a burst never delays a tick. */
  workers: number;
  running: Iterable<Claimable>;
  /** How many jobs of a concurrency key may run at once. */
  limitOf: (key: string) => number;
}

/** How many of the keys' jobs run. */
export function countKeys(jobs: Iterable<Claimable>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const job of jobs) for (const key of job.concurrencyKeys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}

/** Which of the due jobs, in their order, start now: no more than there are workers, nor than their keys allow. */
export function chooseJobs<Job extends Claimable>(due: readonly Job[], { workers, running, limitOf }: Slots): Job[] {
  const started: Claimable[] = [...running];
  const counts = countKeys(started);
  const chosen: Job[] = [];
  for (const job of due) {
    if (!hasWorker(job, started, workers)) continue;
    if (job.concurrencyKeys.some((key) => (counts.get(key) ?? 0) >= limitOf(key))) continue;
    for (const key of job.concurrencyKeys) counts.set(key, (counts.get(key) ?? 0) + 1);
    started.push(job);
    chosen.push(job);
  }
  return chosen;
}

/** Whether a worker is free for a job of this priority. */
export function hasWorker(
  { priority }: { priority: number },
  running: Iterable<{ priority: number }>,
  workers: number,
): boolean {
  const all = [...running];
  const ordinary = all.filter((job) => job.priority <= 0).length;
  return all.length < workers && (priority > 0 || ordinary < workers - 1);
}
