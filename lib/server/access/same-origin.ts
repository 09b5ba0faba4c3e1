import "server-only";

/**
 * Whether a browser sent this from one of our own pages. A browser sets both headers itself, and a page elsewhere
 * cannot change them; who sends neither (a script with a stolen cookie) is refused too, since tokens are there for it.
 */
export function isSameOrigin(headers: Headers, publicUrl: string): boolean {
  const site = headers.get("sec-fetch-site");
  if (site !== null && site !== "same-origin") return false;
  const origin = headers.get("origin");
  if (origin === null || !URL.canParse(origin)) return false;
  const { protocol, origin: own } = new URL(publicUrl);
  // Host is the address the browser really called; behind a proxy that rewrites it, the configured address counts.
  const isCalled = new URL(origin).host === headers.get("host") && new URL(origin).protocol === protocol;
  return isCalled || origin === own;
}
