import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { openAlerts } from "./own-alert";

const PAGES = [
  "/",
  "/executive",
  "/operations",
  "/security",
  "/players",
  "/system",
  "/alerts",
  "/silences",
  "/rules",
  "/delivery",
  "/settings",
  "/preferences",
  "/people",
  "/people/me",
  "/settings/announcements",
];
// What e2e/pages.spec.ts does not open.
const OTHERS = ["/alerts?tab=history", "/nowhere", "/alerts/999999", "/people/me", "/settings/announcements"];

for (const colorScheme of ["dark", "light"] as const) {
  test(`axe finds nothing beside the pages of the navigation either, ${colorScheme} @phone`, async ({ signedIn }) => {
    const page = await signedIn("admin");
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const [alert] = await openAlerts(page.request);
    const paths = alert === undefined ? OTHERS : [...OTHERS, `/alerts/${alert.id}`];
    for (const path of paths) {
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      expect(await faultsOf(page), path).toEqual([]);
    }
    await page.context().clearCookies();
    await page.goto("/sign-in");
    expect(await faultsOf(page), "/sign-in").toEqual([]);
  });
}

async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
  );
}

test("no page is wider than a phone of 360 px @phone-only", async ({ signedIn }) => {
  const page = await signedIn("admin");
  await page.setViewportSize({ width: 360, height: 740 });
  for (const path of PAGES) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    // Measured once the page has settled: the charts take their width from the screen after first paint.
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth), { message: path })
      .toBeLessThanOrEqual(360);
  }
});

test("the first key leads past the navigation, and what has the focus shows it", async ({ signedIn }) => {
  const page = await signedIn("viewer");
  await page.goto("/settings");
  await page.keyboard.press("Tab");
  const skip = page.getByRole("link", { name: "Skip to content" });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
  await page.keyboard.press("Tab");
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineWidth);
  expect(Number.parseFloat(outline)).toBeGreaterThanOrEqual(2);
});
