import "server-only";
import { maskPath } from "@/lib/access/mask";
import { systemContext } from "@/lib/server/system-context";
import { keepFault } from "./keep-fault";

/** A page that threw while it was rendered: a log line and a row of error_logs, as for a route. Left out are the path's query and signed links. */
export async function keepPageFault(error: unknown, { method, path }: { method: string; path: string }): Promise<void> {
  await keepFault(systemContext("page"), error, `${method} ${maskPath(path)}`);
}
