import type { Route } from "next";

/** A link's target as Next's typed routes take it when the path is only known at run time, such as `/alerts?tab=history`. */
export function toRoute(href: string): { pathname: string; query: Record<string, string> } {
  const url = new URL(href, "http://console.invalid");
  return { pathname: url.pathname, query: Object.fromEntries(url.searchParams) };
}

/** For the router: the caller guarantees a path of this console; one that does not exist answers 404. */
export function asRoute(path: string): Route {
  return path as Route;
}
