import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./fixtures";

const PAGES = [
  "/",
  "/executive",
  "/operations",
  "/players",
  "/security",
  "/system",
  "/alerts",
  "/silences",
  "/rules",
  "/rules/new",
  "/delivery",
  "/settings",
  "/preferences",
];

for (const path of PAGES) {
  test.describe(`${path} @phone`, () => {
    test("opens with a heading, within the screen's width, and without an error in the browser", async ({
      signedIn,
    }) => {
      const page = await signedIn("admin");
      const errors: string[] = [];
      page.on("pageerror", (error) => errors.push(error.message));
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
      expect(errors).toEqual([]);
    });

    for (const colorScheme of ["dark", "light"] as const) {
      test(`can be read by everybody in the ${colorScheme} look`, async ({ signedIn }) => {
        const page = await signedIn("admin");
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await page.goto(path);
        await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
        const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa"]).analyze();
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(", ")}`)).toEqual([]);
      });
    }
  });
}
