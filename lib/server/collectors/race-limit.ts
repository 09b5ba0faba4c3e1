import "server-only";

export type Raced<Result> = { kind: "in-time"; result: Result } | { kind: "late" };

/** Waits for work at most so long. What comes later, a refusal too, is dropped: it cannot be called back. */
export async function raceLimit<Result>(work: () => Promise<Result>, limitMs: number): Promise<Raced<Result>> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Raced<Result>>((resolve) => {
    timer = setTimeout(() => resolve({ kind: "late" }), limitMs);
  });
  const done = work().then((result): Raced<Result> => ({ kind: "in-time", result }));
  done.catch(() => undefined);
  try {
    return await Promise.race([done, late]);
  } finally {
    clearTimeout(timer);
  }
}
