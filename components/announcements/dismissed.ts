/** Announcements that this browser put away, as `12.15`: read by the server too, so that none flashes up. */
export const DISMISSED_COOKIE = "dismissed";

/** Longer than any announcement lasts. */
const SECONDS = 2 * 86_400;
/** A cookie is sent with every request, so it stays short. */
const KEPT = 20;

export function readDismissed(value: string | undefined): number[] {
  return (value ?? "").split(".").flatMap((part) => (/^\d{1,9}$/.test(part) ? [Number(part)] : []));
}

/** What a cookie holds once one more was put away: the newest of them. */
export function writeDismissed(ids: readonly number[], id: number): string {
  return [...new Set([...ids, id])].slice(-KEPT).join(".");
}

/** What this browser holds now; in the browser only. */
export function dismissedHere(): number[] {
  const pair = document.cookie.split("; ").find((one) => one.startsWith(`${DISMISSED_COOKIE}=`));
  return readDismissed(pair?.slice(DISMISSED_COOKIE.length + 1));
}

/** Puts one away in this browser. @returns all that are. */
export function dismissHere(id: number): number[] {
  const value = writeDismissed(dismissedHere(), id);
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser
  document.cookie = `${DISMISSED_COOKIE}=${value}; path=/; max-age=${SECONDS}; samesite=lax`;
  return readDismissed(value);
}
