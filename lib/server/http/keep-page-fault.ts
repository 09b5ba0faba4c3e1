import "server-only";
import { systemContext } from "@/lib/server/system-context";
import { keepFault } from "./keep-fault";

/** A page that threw while it was rendered: a log line and a row of error_logs, as for a route. The path's query is left out. */
export async function keepPageFault(error: unknown, { method, path }: { method: string; path: string }): Promise<void> {
  await keepFault(systemContext("page"), error, `${method} ${path.split("?", 1)[0]}`);
}
