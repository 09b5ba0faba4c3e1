/** `part` of `whole` in %, `null` where the whole is empty: a ratio over nothing is no value, never 0. */
export function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : (part / whole) * 100;
}

/** Error and failure rate: failed of completed and failed, in %; what is pending does not count (section 12). */
export function failureRate({ completed, failed }: { completed: number; failed: number }): number | null {
  return shareOf(failed, completed + failed);
}

/** Share that completed of all that were made, in %: what is pending counts as not yet. `null` of none. */
export function completedShare({ count, completed }: { count: number; completed: number }): number | null {
  return shareOf(completed, count);
}
