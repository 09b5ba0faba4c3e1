import type { CDPSession, Page } from "@playwright/test";
import { expect, test } from "./fixtures";

const PUSH = {
  title: "CRITICAL: Payments failing at nordpay",
  body: "38.2 %, since 09:00 UTC.",
  url: "/alerts/1",
  tag: "pitboss/alert-1",
  isSilent: false,
  severity: "critical",
  acknowledgeUrl: "/a/token",
};

/** A point of P-256 and a secret: of the right form, and of no browser. */
const KEYS = {
  p256dh: "BKnag0WhJyr-fjX_zn-6YNuqynpeCwHGhqpIbI7P1NCvXpOUl6U5f9f3jQtkeieW3r820gDBL-35BoL-u36DhKY",
  auth: "AAECAwQFBgcICQoLDA0ODw",
};

/** The number the browser gave our worker: what its tools push to. */
async function startWorker(page: Page, tools: CDPSession): Promise<string> {
  const registered = new Promise<string>((resolve) => {
    tools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations: [first] }) => {
      if (first !== undefined) resolve(first.registrationId);
    });
  });
  await tools.send("ServiceWorker.enable");
  await page.evaluate(async () => {
    await navigator.serviceWorker.register("/sw.js");
    await navigator.serviceWorker.ready;
  });
  return registered;
}

const shown = (page: Page) =>
  page.evaluate(async () => {
    const { getNotifications } = await navigator.serviceWorker.ready.then((registration) => ({
      getNotifications: () => registration.getNotifications(),
    }));
    return (await getNotifications()).map(({ title, body, tag, silent }) => ({ title, body, tag, silent }));
  });

test("the worker shows a push, and a later one of the same alert takes its place", async ({ signedIn, baseURL }) => {
  const page = await signedIn("admin");
  await page.context().grantPermissions(["notifications"]);
  await page.goto("/preferences");
  const tools = await page.context().newCDPSession(page);
  const registrationId = await startWorker(page, tools);
  const push = (changes: Partial<typeof PUSH> = {}) =>
    tools.send("ServiceWorker.deliverPushMessage", {
      origin: new URL(baseURL ?? "").origin,
      registrationId,
      data: JSON.stringify({ ...PUSH, ...changes }),
    });
  await push();
  const { title, body, tag } = PUSH;
  await expect.poll(() => shown(page)).toEqual([{ title, body, tag, silent: false }]);
  await push({ title: "Resolved: Payments failing at nordpay", isSilent: true, acknowledgeUrl: "" });
  await expect
    .poll(async () => (await shown(page)).map((one) => one.title))
    .toEqual(["Resolved: Payments failing at nordpay"]);
  await push({ tag: "pitboss/alert-2" });
  await expect.poll(async () => (await shown(page)).length).toBe(2);
});

test("a person sees the browsers that are pushed to, and removes one after a question @phone", async ({
  signedIn,
  baseURL,
}) => {
  const page = await signedIn("operator");
  const { origin } = new URL(baseURL ?? "");
  const browser = `Firefox on ${test.info().project.name}`;
  const made = await page.request.post("/api/v1/observability/preferences/push", {
    headers: { origin },
    data: { endpoint: `https://push.example.com/${browser.replaceAll(" ", "-")}`, keys: KEYS, browser },
  });
  expect(made.status()).toBe(201);
  await page.goto("/preferences");
  const panel = page.getByRole("region", { name: "Push to browsers" });
  const row = panel.getByRole("listitem").filter({ hasText: browser });
  await expect(row.getByText(/^Last seen/)).toBeVisible();
  await expect(panel.getByRole("button", { name: "Switch push on in this browser" })).toBeVisible();
  await row.getByRole("button", { name: "Remove" }).click();
  const dialog = page.getByRole("dialog", { name: `Remove ${browser}?` });
  await dialog.getByRole("button", { name: "Keep it" }).click();
  await expect(row).toBeVisible();
  await row.getByRole("button", { name: "Remove" }).click();
  await dialog.getByRole("button", { name: `Remove ${browser}` }).click();
  await expect(row).toHaveCount(0);
});
