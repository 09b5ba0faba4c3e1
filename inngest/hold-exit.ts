/**
 * Next ends the process as soon as its server has closed, whatever else still runs. This lets `work` end first; the
 * process then ends with the code that was asked for. `work` must end by itself.
 */
export function holdExit(work: Promise<void>): void {
  const { exit } = process;
  process.exit = neverReturning((code) => void work.finally(() => exit.call(process, code)));
  void work.finally(() => {
    process.exit = exit;
  });
}

/** `process.exit` promises not to return. Ours does, for a moment: all its callers here end with that call. */
function neverReturning(exit: (code?: string | number | null) => void): typeof process.exit {
  return exit as typeof process.exit;
}
