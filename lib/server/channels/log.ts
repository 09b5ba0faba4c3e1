import "server-only";
import type { Severity } from "@/lib/kernel/severity";
import type { Logger } from "@/lib/server/log";
import type { Send } from "./port";

const LEVEL = { info: "info", warning: "warn", critical: "error", emergency: "fatal" } as const satisfies Record<
  Severity,
  string
>;

/** One line on standard output, at the level of the severity. */
export function sendByLog(log: Logger): Send {
  return async ({ severity, log: { line, fields } }) => {
    log[LEVEL[severity]](fields, line);
    return { kind: "delivered", receipt: "written to the log" };
  };
}
