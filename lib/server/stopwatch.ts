import "server-only";

/** Starts a stopwatch; each call of what it returns gives the milliseconds since, with fractions. It tells no time of day. */
export function stopwatch(): () => number {
  const start = performance.now();
  return () => performance.now() - start;
}
