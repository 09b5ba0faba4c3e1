import "server-only";
import { describeFault } from "./describe-fault";

/**
 * From now on an error that the framework prints is described as our own log lines describe one: Next prints what a page
 * threw as it is, and a failed query's error holds its parameters.
 */
export function maskConsoleErrors(printer: Pick<Console, "error"> = console): void {
  const print = printer.error.bind(printer);
  printer.error = (...given: unknown[]) => print(...given.map((one) => (one instanceof Error ? lineOf(one) : one)));
}

function lineOf(error: Error): string {
  const { type, message, stack } = describeFault(error);
  return stack ?? `${type}: ${message}`;
}
