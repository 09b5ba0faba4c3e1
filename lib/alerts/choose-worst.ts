import type { WorstProvider } from "./compose-breach";

/** Fewer finished payments than this say nothing of a provider. */
const MIN_FINISHED = 3;

/**
 * The provider with the highest failure rate, if it stands out: the one with the most failures of those whose rate is
 * within a tenth of the highest. Null when nobody fails.
 */
export function chooseWorst(
  states: readonly { provider: string; completed: number; failed: number }[],
): WorstProvider | null {
  const rated = states
    .map(({ provider, completed, failed }) => {
      const finished = completed + failed;
      return { provider, failed, finished, failureRate: finished === 0 ? 0 : (failed / finished) * 100 };
    })
    .filter(({ failed, finished }) => failed > 0 && finished >= MIN_FINISHED);
  const highest = Math.max(...rated.map(({ failureRate }) => failureRate));
  const [worst] = rated
    .filter(({ failureRate }) => failureRate >= highest * 0.9)
    .sort((a, b) => b.failed - a.failed || (a.provider < b.provider ? -1 : 1));
  return worst ?? null;
}
