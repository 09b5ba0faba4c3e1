import "server-only";
import type { Severity } from "@/lib/kernel/severity";
import type { LogContent } from "@/lib/notifications/compose/log-line";
import type { Logger } from "@/lib/server/log";
import type { Send } from "./port";

const LEVEL = { info: "info", warning: "warn", critical: "error", emergency: "fatal" } as const satisfies Record<
  Severity,
  string
>;

/** One line on standard output, at the level of the severity. */
export function writeLogLine(log: Logger, severity: Severity, { line, fields }: LogContent): void {
  log[LEVEL[severity]](fields, line);
}

/** The log as a channel. */
export function sendByLog(log: Logger): Send {
  return async ({ severity, log: content }) => {
    writeLogLine(log, severity, content);
    return { kind: "delivered", receipt: "written to the log" };
  };
}
