import "server-only";

/**
 * Where a request came from, for the throttle only. The last entry is the one the nearest proxy, or Next itself, added;
 * who talks to Next directly can write any, which is why failures are counted by e-mail as well.
 */
export function clientAddress(headers: Headers): string {
  const last = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim();
  return last === undefined || last === "" ? "unknown" : last.slice(0, 64);
}
