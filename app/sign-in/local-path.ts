import type { Route } from "next";
import { asRoute } from "@/components/ui/route";

const HERE = "http://console.invalid";

/** A path of this console, whatever the address bar says: another site, or none, becomes `/`. */
export function localPath(next: string | string[] | undefined): Route {
  if (typeof next !== "string" || !next.startsWith("/") || !URL.canParse(next, HERE)) return "/";
  // Browsers drop tabs and read a backslash as a slash: only their own reading tells where a path leads.
  const { origin, pathname, search } = new URL(next, HERE);
  return asRoute(origin === HERE && !pathname.startsWith("//") ? pathname + search : "/");
}
