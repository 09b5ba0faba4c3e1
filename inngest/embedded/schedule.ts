import { Cron } from "croner";

/**
 * The first instant after `after` that a cron of five fields names, in UTC or the zone before it
 * (`TZ=Europe/Malta 0 9 * * 1-5`). Where clocks change, croner's rule holds: a skipped time runs right after the gap.
 * @throws Error naming the expression if it cannot be read or never comes.
 */
export function nextRun(expression: string, after: Date): Date {
  const [, zone = "UTC", fields = expression] = /^(?:CRON_)?TZ=(\S+)\s+(.*)$/.exec(expression) ?? [];
  if (fields.trim().split(/\s+/).length !== 5) throw unreadable(expression);
  try {
    const next = new Cron(fields, { timezone: zone, paused: true }).nextRun(after);
    if (next) return next;
  } catch (cause) {
    throw unreadable(expression, cause);
  }
  throw unreadable(expression);
}

function unreadable(expression: string, cause?: unknown): Error {
  return new Error(
    `The cron expression "${expression}" cannot be read: five fields, such as "TZ=Europe/Malta 0 9 * * 1-5".`,
    {
      cause,
    },
  );
}
