import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, openLive, test } from "./fixtures";
import { execute } from "./journey-database";

async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}

async function confirm(page: Page, title: string, button: string): Promise<void> {
  await page.getByRole("dialog", { name: title }).getByRole("button", { name: button }).click();
}

test("an admin makes a rule, changes it, takes the change back, and deletes it @phone", async ({ signedIn }, info) => {
  test.setTimeout(120_000);
  const name = `journey_rule_${info.project.name}_${info.retry}`;
  await execute("delete from alert_rules where rule_name = $1", [name]);
  const page = await signedIn("admin");
  await openLive(page, "/rules");
  await page.getByRole("link", { name: "New rule" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "New rule" })).toBeVisible();

  // What is wrong is said at its field, by the API's own words, while it is typed.
  await page.getByLabel("Threshold", { exact: true }).fill("many");
  await expect(page.getByText("Expected a number, such as 5.").first()).toBeVisible();
  await page.getByLabel("Threshold", { exact: true }).fill("99");
  await expect(page.getByText("In the last 24 h it would not have fired.")).toBeVisible();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText(/^Expected a text, such as "payment_failure_spike"/)).toBeVisible();
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);

  await page.getByRole("button", { name: "Test", exact: true }).click();
  await expect(page.getByText(/Nothing was sent\./)).toBeVisible();

  await page.getByRole("button", { name: "Add level" }).click();
  await page.getByLabel("Critical: threshold").fill("98");
  await expect(page.getByText(/a graver level must be above/i).first()).toBeVisible();
  await page.getByLabel("Critical: threshold").fill("99,5");
  await expect(page.getByText(/Changed by you: critical at 99,5 % added/)).toBeVisible();
  await page.getByRole("button", { name: "Run in shadow" }).click();
  await expect(page.getByText(/Critical at 99\.5 % added, mode live to shadow/)).toBeVisible();
  await expect(page.getByRole("region", { name: "In shadow" })).toBeVisible();

  await page.getByRole("button", { name: "Restore version 1" }).click();
  await confirm(page, `Restore version 1 of ${name}?`, "Restore version 1");
  await expect(page.getByText("Version 3, nothing changed")).toBeVisible();
  await expect(page.getByLabel("Critical: threshold")).toHaveCount(0);

  const backTest = page.getByRole("region", { name: "Back-test" });
  await backTest.getByRole("button", { name: "7 days" }).click();
  await backTest.getByRole("button", { name: "Run" }).click();
  await expect(backTest.getByText(/samples in/)).toBeVisible({ timeout: 60_000 });

  await page.getByRole("button", { name: `Disable ${name}` }).click();
  await confirm(page, `Disable ${name}?`, `Disable ${name}`);
  await expect(page.getByRole("button", { name: `Enable ${name}` })).toBeVisible();
  await page.goto(`/rules?text=${name}&state=off`);
  await expect(page.getByRole("link", { name })).toBeVisible();
  await expect(page.getByText(/Raise a warning alert when payment_failure_rate is above 99 % for 5 min/)).toBeVisible();

  await page.getByRole("link", { name }).click();
  await page.getByRole("button", { name: "Delete" }).click();
  await confirm(page, `Delete ${name}?`, `Delete ${name}`);
  await expect(page).toHaveURL(/\/rules$/);
  await expect(page.getByRole("link", { name })).toHaveCount(0);
});

test("a rule that somebody else changed is not overwritten, and unsaved words are asked about", async ({
  signedIn,
}) => {
  const name = "journey_rule_twice";
  await execute("delete from alert_rules where rule_name = $1", [name]);
  const page = await signedIn("admin");
  await openLive(page, "/rules/new");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("Threshold", { exact: true }).fill("99");
  await page.getByRole("button", { name: "Save draft" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await execute("update alert_rules set version = version + 1 where rule_name = $1", [name]);
  await page.getByLabel("Threshold", { exact: true }).fill("97");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText(/it is version 2 now/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Reload, drop my changes" })).toBeVisible();

  await page.getByRole("link", { name: "Settings" }).click();
  await confirm(page, "Leave without saving?", "Stay");
  await expect(page.getByLabel("Threshold", { exact: true })).toHaveValue("97");
  await page.getByRole("link", { name: "Settings" }).click();
  await confirm(page, "Leave without saving?", "Leave");
  await expect(page.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
  await execute("delete from alert_rules where rule_name = $1", [name]);
});

test("a viewer reads rules and why they cannot be changed @phone", async ({ signedIn }) => {
  const page = await signedIn("viewer");
  await openLive(page, "/rules");
  await expect(page.getByRole("button", { name: "New rule" })).toBeDisabled();
  await expect(page.getByText("Only admins can change rules").first()).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole("link", { name: "payment_failure_spike" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "payment_failure_spike" })).toBeVisible();
  await expect(page.getByLabel("Threshold", { exact: true })).toBeDisabled();
  await expect(page.getByText("Only admins can change rules").first()).toBeVisible();
  await expect(page.getByRole("region", { name: "Where it stands" })).toBeVisible();
});

test("filters live in the address, and one that is too narrow says so @phone", async ({ signedIn }) => {
  const page = await signedIn("viewer");
  await openLive(page, "/rules");
  await page.getByLabel("Search rules").fill("nothing is called this");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/text=nothing/);
  await expect(page.getByText("Nothing matches the filter")).toBeVisible();
  await page.getByRole("link", { name: "Clear filters" }).click();
  await expect(page.getByRole("link", { name: "payment_outage", exact: true })).toBeVisible();
});

test("neither the list nor the editor is wider than 360 px @phone-only", async ({ signedIn }) => {
  const page = await signedIn("admin");
  await page.setViewportSize({ width: 360, height: 740 });
  const rules = await (await page.request.get("/api/v1/observability/rules")).json();
  for (const path of ["/rules", "/rules/new", `/rules/${rules.data[0].id}`]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth), { message: path })
      .toBeLessThanOrEqual(360);
  }
});
