import { nameBrowser } from "./name-browser";

const WORKER = "/sw.js";

/** What this browser is known by, once it is subscribed: `PushSubscription.toJSON()` and its name. */
export interface OwnSubscription {
  endpoint: string;
  keys: { p256dh: string; auth: string };
  browser: string;
}

/** How this browser is subscribed now; null where it is not. */
export async function findOwnSubscription(): Promise<OwnSubscription | null> {
  const registration = await navigator.serviceWorker.getRegistration("/");
  const subscription = await registration?.pushManager.getSubscription();
  return subscription ? toOwn(subscription) : null;
}

/**
 * Asks for permission and subscribes anew.
 * @throws Error with a sentence for the person.
 */
export async function subscribeThisBrowser(publicKey: string): Promise<OwnSubscription> {
  const permission = await Notification.requestPermission();
  if (permission !== "granted")
    throw new Error("The browser was not allowed to show notifications, so nothing was changed.");
  await navigator.serviceWorker.register(WORKER, { scope: "/" });
  const { pushManager } = await navigator.serviceWorker.ready;
  // One that the server does not know any more, or that has another key, would not be pushed to.
  await (await pushManager.getSubscription())?.unsubscribe();
  try {
    return toOwn(await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey }));
  } catch (error) {
    throw new Error("The browser's push service did not answer. Try again in a minute.", { cause: error });
  }
}

/** Ends the browser's own side; the server's is ended by its own call. */
export async function unsubscribeThisBrowser(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration("/");
  const subscription = await registration?.pushManager.getSubscription();
  await subscription?.unsubscribe();
}

/** As the server computes it: the first 16 hex digits of the endpoint's SHA-256. */
export async function fingerprintOf(endpoint: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(endpoint));
  return [...new Uint8Array(digest).slice(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function toOwn(subscription: PushSubscription): OwnSubscription {
  const { endpoint, keys } = subscription.toJSON();
  return {
    endpoint: endpoint ?? subscription.endpoint,
    keys: { p256dh: keys?.p256dh ?? "", auth: keys?.auth ?? "" },
    browser: nameBrowser(navigator.userAgent),
  };
}
