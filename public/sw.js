// Shows pushes and opens what they are about. It caches nothing and answers no requests of the page.

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("push", (event) => {
  event.waitUntil(show(read(event.data)));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const { url, acknowledgeUrl } = event.notification.data;
  event.waitUntil(open(event.action === "acknowledge" && acknowledgeUrl ? acknowledgeUrl : url));
});

/** A push that cannot be read is told all the same: browsers end a subscription that shows nothing. */
function read(data) {
  try {
    return data.json();
  } catch {
    return { title: "Pitboss has something to tell", body: "", url: "/", tag: "pitboss", isSilent: true };
  }
}

/** What was shown with the same tag is replaced; a silent push does so without a sound. */
function show({ title, body, url, tag, isSilent, severity, acknowledgeUrl }) {
  const isGrave = severity === "critical" || severity === "emergency";
  return self.registration.showNotification(title, {
    body,
    tag,
    silent: isSilent,
    renotify: !isSilent,
    requireInteraction: isGrave && !isSilent,
    icon: "/apple-icon.png",
    data: { url, acknowledgeUrl },
    actions: acknowledgeUrl
      ? [
          { action: "acknowledge", title: "Acknowledge" },
          { action: "open", title: "Open" },
        ]
      : [],
  });
}

/** In the tab that has it open already, if there is one. */
async function open(url) {
  const address = new URL(url, self.location.origin).href;
  const tabs = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = tabs.find((tab) => tab.url === address);
  if (there !== undefined) return there.focus();
  return self.clients.openWindow(address);
}
