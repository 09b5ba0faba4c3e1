import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";

/** The word for screen readers, which changes with the state and not with every second. */
const state = (page: Page) =>
  page.getByRole("status").filter({ hasText: /^(connecting|live|reconnecting|paused|offline)$/ });

test.describe("the live feed in a browser", () => {
  test("is live, survives the loss of the network, and can be held", async ({ signedIn }) => {
    const page = await signedIn("viewer");
    await page.goto("/");
    await expect(state(page)).toHaveText("live");
    await page.context().setOffline(true);
    await expect(state(page)).toHaveText("offline");
    await page.context().setOffline(false);
    await expect(state(page)).toHaveText("live");
    await page.keyboard.press("p");
    await expect(state(page)).toHaveText("paused");
    await page.keyboard.press("p");
    await expect(state(page)).toHaveText("live");
  });

  test("runs without a word of complaint from the browser about our own headers", async ({ signedIn }) => {
    const page = await signedIn("admin");
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    for (const path of ["/", "/settings"]) {
      await page.goto(path);
      await expect(state(page)).toHaveText("live");
    }
    expect(complaints).toEqual([]);
  });

  test("ends with the session: an action of another tab is refused after signing out", async ({ signedIn }) => {
    const page = await signedIn("operator");
    await page.goto("/");
    const signedOut = page.waitForURL(/\/sign-in/);
    await page.evaluate(async () => {
      const { csrfToken } = await (await fetch("/api/auth/csrf")).json();
      await fetch("/api/auth/signout", { method: "POST", body: new URLSearchParams({ csrfToken, json: "true" }) });
      window.location.assign("/alerts");
    });
    await signedOut;
    const answer = await page.request.get("/api/v1/observability/metrics/current");
    expect(answer.status()).toBe(401);
  });
});

test("a page and its address are refused to a role that may not see them", async ({ signedIn }) => {
  const page = await signedIn("viewer");
  const answer = await page.request.get("/api/v1/observability/dashboards/security");
  expect(answer.status()).toBe(403);
  expect(await answer.json()).toMatchObject({ status: "error", error: { code: "forbidden" } });
});
