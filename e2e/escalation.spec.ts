import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, openLive, test } from "./fixtures";

const SUNDAY = "/escalation?day=2026-11-22&time=03:10&zone=Europe/Malta";

const happens = (page: Page) => page.getByRole("region", { name: "What happens" }).getByRole("listitem");

test.describe("the simulator", () => {
  test("says who gets what on Sunday at 03:10, and what changes when somebody acknowledges", async ({ signedIn }) => {
    const page = await signedIn("operator");
    await openLive(page, SUNDAY);
    await expect(page.getByLabel("What is raised")).toHaveValue(/^rule \d+$/);
    await expect(happens(page).first()).toContainText("+0");
    await expect(happens(page).last()).toContainText("Nothing more happens: all steps of");
    await expect(page.getByRole("img", { name: "03:10 in Europe/Malta" })).toBeVisible();

    await page.getByLabel("What people do").selectOption("acknowledged");
    await expect(page).toHaveURL(/answer=acknowledged&after=5/);
    await expect(happens(page).filter({ hasText: "acknowledges it" })).toContainText("+5");
    await expect(happens(page).last()).toContainText("acknowledged: somebody has it");
    await page.getByLabel("Minutes until then").fill("15");
    await expect(happens(page).filter({ hasText: "acknowledges it" })).toContainText("+15");
  });

  test("goes through time by its buttons and by keys, and keeps the time in the address", async ({ signedIn }) => {
    const page = await signedIn("viewer");
    await openLive(page, `${SUNDAY}&t=300`);
    await expect(page.getByRole("img", { name: "03:15 in Europe/Malta" })).toBeVisible();
    await page.getByRole("button", { name: "To what happens next" }).click();
    await expect(page.getByRole("img", { name: "03:15 in Europe/Malta" })).toBeHidden();
    await expect(page).not.toHaveURL(/t=300(&|$)/);
    const slider = page.getByRole("slider", { name: "Time since it was raised" });
    await slider.focus();
    await slider.press("Home");
    await expect(page.getByRole("img", { name: "03:10 in Europe/Malta" })).toBeVisible();
    await page.getByRole("button", { name: "Play the simulation" }).click();
    await expect(page.getByRole("button", { name: "Pause the simulation" })).toBeVisible();
  });

  test("counts on the clock of the zone, also where the hour before was skipped", async ({ signedIn }) => {
    const page = await signedIn("viewer");
    await openLive(page, "/escalation?day=2026-03-29&time=01:50&zone=Europe/Malta&t=900");
    await expect(page.getByRole("img", { name: "03:05 in Europe/Malta" })).toBeVisible();
  });

  test("says in words what the address asks for and is not there", async ({ signedIn }) => {
    const page = await signedIn("viewer");
    await openLive(page, "/escalation?rule=99999");
    await expect(page.getByText("There is no rule 99999. The usual is shown instead.")).toBeVisible();
  });

  test("is led to from a rule, with its name in the sentence", async ({ signedIn }) => {
    const page = await signedIn("viewer");
    await openLive(page, "/rules");
    const link = page.locator('a[href^="/rules/"]').filter({ hasNotText: "New" }).first();
    const id = (await link.getAttribute("href"))?.match(/\/rules\/(\d+)/)?.[1];
    await page.goto(`/rules/${id}`);
    await page.getByRole("link", { name: "Simulate" }).click();
    await expect(page.getByLabel("What is raised")).toHaveValue(`rule ${id}`);
  });

  test("has nothing for axe to find, and fits a phone @phone", async ({ signedIn }) => {
    const page = await signedIn("admin");
    await openLive(page, SUNDAY);
    await expect(happens(page).first()).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 780 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await expect(happens(page).first()).toBeVisible();
  });
});
