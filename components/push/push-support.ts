/** Whether push can be switched on in this browser; if not, what to do. */
export type PushSupport = { kind: "ready" } | { kind: "denied" | "unsupported"; reason: string };

/** What the browser says of itself. */
export interface PushFacts {
  isSecure: boolean;
  hasPush: boolean;
  permission: "default" | "granted" | "denied";
  userAgent: string;
}

/** iPhones and iPads offer push only to pages that are on the home screen. */
export function judgeSupport({ isSecure, hasPush, permission, userAgent }: PushFacts): PushSupport {
  if (!isSecure)
    return {
      kind: "unsupported",
      reason: "Browsers offer push over https only: open the console by its https address.",
    };
  if (!hasPush) {
    const isApple = /iPhone|iPad/.test(userAgent);
    const reason = isApple
      ? "On an iPhone or iPad, add the console to the home screen by Share, and switch push on there."
      : "This browser has no push: use a recent Chrome, Edge, Firefox or Safari, not in a private window.";
    return { kind: "unsupported", reason };
  }
  if (permission === "denied")
    return {
      kind: "denied",
      reason:
        "Notifications of this site are blocked in this browser. Allow them by the sign left of the address, and load the page again.",
    };
  return { kind: "ready" };
}

/** Facts of the browser this runs in. */
export function readPushFacts(): PushFacts {
  const hasPush = "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
  return {
    isSecure: window.isSecureContext,
    hasPush,
    permission: hasPush ? Notification.permission : "default",
    userAgent: navigator.userAgent,
  };
}
