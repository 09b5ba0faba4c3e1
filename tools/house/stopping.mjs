const PARENT_POLL_MS = 500;

/**
 * Calls `stop` once, on the first of SIGINT, SIGTERM, SIGHUP or the death of the npm that started us; later signals
 * change nothing.
 * @param {(reason: string) => Promise<void>} stop
 */
export function onStop(stop) {
  let isAsked = false;
  const ask = (reason) => {
    if (isAsked) return;
    isAsked = true;
    void stop(reason);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => ask(signal));
  // A killed npm sends no signal: we are handed to another parent. Without npm a vanished shell is no reason to stop.
  if (process.env.npm_lifecycle_event === undefined) return;
  const npm = process.ppid;
  setInterval(() => process.ppid !== npm && ask("npm is gone"), PARENT_POLL_MS).unref();
}
