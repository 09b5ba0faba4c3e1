import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, openLive, test } from "./fixtures";

// Preferences of an operator change nobody's mail, so the other journeys hear what they expect.

async function save(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Save preferences" }).click();
  await expect(page.getByText(/^Saved .* ago\. Every change is in the audit log\.$/)).toBeVisible();
}

/** Another run may have left just this. */
async function saveIfChanged(page: Page): Promise<void> {
  if (await page.getByText("Not saved yet.").isVisible()) await save(page);
}

async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target}`));
}

test("quiet hours are set, and the next period stands in words @phone", async ({ signedIn }) => {
  const page = await signedIn("operator");
  await page.emulateMedia({ reducedMotion: "reduce" });
  await openLive(page, "/preferences");
  const panel = page.getByRole("region", { name: "Quiet hours" });
  await panel.getByRole("checkbox", { name: "Keep quiet hours" }).setChecked(false);
  await expect(panel.getByText("Nothing is held: every message comes when it is sent.")).toBeVisible();
  await saveIfChanged(page);

  await panel.getByRole("checkbox", { name: "Keep quiet hours" }).setChecked(true);
  await panel.getByLabel("From", { exact: true }).fill("22:00");
  await panel.getByLabel("To", { exact: true }).fill("06:00");
  await panel.getByLabel("Time zone").fill("Europe/Malta");
  await panel.getByLabel("Days").selectOption("Every day");
  const words = panel.getByText(
    /(next: \w+( night)? 22:00 to \w+ 06:00 Europe\/Malta, \d+ h|now, until 06:00 Europe\/Malta)/i,
  );
  await expect(words.filter({ visible: true })).toHaveCount(1);

  const end = panel.getByRole("slider", { name: "Quiet hours end" });
  await end.press("ArrowRight");
  await expect(panel.getByLabel("To", { exact: true })).toHaveValue("06:15");
  await expect(end).toHaveAttribute("aria-valuetext", "06:15");
  await panel.getByLabel("Days").selectOption("By weekday");
  await panel.getByRole("checkbox", { name: "Saturday", exact: true }).setChecked(false);
  await expect(panel.getByText("no quiet hours begin that day")).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  await save(page);

  await page.reload();
  await expect(panel.getByLabel("To", { exact: true })).toHaveValue("06:15");
  await expect(panel.getByRole("checkbox", { name: "Saturday", exact: true })).not.toBeChecked();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
    page.viewportSize()?.width ?? 0,
  );
});

test("a cell and a delay are saved, kept from being lost, and undone @phone", async ({ signedIn }) => {
  const page = await signedIn("security");
  await openLive(page, "/preferences");
  const cell = page.getByRole("checkbox", { name: /^Warning alerts by e-mail/ });
  const delay = page.getByLabel("How long SMS waits");
  await cell.setChecked(false);
  await delay.selectOption("at once");
  await saveIfChanged(page);

  await cell.setChecked(true);
  await delay.selectOption("5 min");
  await expect(page.getByText("as it would be once saved")).toBeVisible();
  await page
    .getByRole("link", { name: /^Alerts/ })
    .filter({ visible: true })
    .first()
    .click();
  await page.getByRole("dialog", { name: "Leave without saving?" }).getByRole("button", { name: "Stay" }).click();
  await save(page);
  await page.reload();
  await expect(cell).toBeChecked();
  await expect(delay).toHaveValue("5");

  await openLive(page, "/preferences");
  await delay.selectOption("10 min");
  await save(page);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(delay).toHaveValue("5");
  await page.reload();
  await expect(delay).toHaveValue("5");
});

test("a test is sent, and what the provider said is shown", async ({ signedIn }) => {
  const page = await signedIn("admin");
  await openLive(page, "/preferences");
  await page.getByRole("button", { name: "Send a test message by E-mail" }).click();
  // Another journey may have tested it within the minute; the house says so then.
  await expect(page.getByText(/^Delivered to .* in .*: 250|less than a minute ago/)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/Last test: E-mail/)).toBeVisible();
});

test("an address waits for its code, and a demo account reads why it gets none", async ({ signedIn }) => {
  const page = await signedIn("executive");
  const address = "mara@home.example";
  await openLive(page, "/preferences");
  const panel = page.getByRole("region", { name: "Addresses" });
  await panel.getByRole("button", { name: "Add address" }).click();
  const dialog = page.getByRole("dialog", { name: "Add an address" });
  await dialog.getByRole("button", { name: "E-mail" }).click();
  await dialog.getByLabel("E-mail address").fill("mara");
  await dialog.getByRole("button", { name: "Add and send the code" }).click();
  await expect(dialog.getByText(/such as ana@casino.example/)).toBeVisible();
  await dialog.getByLabel("E-mail address").fill(address);
  await dialog.getByRole("button", { name: "Add and send the code" }).click();
  await expect(panel.getByText("waiting for its code")).toBeVisible();
  await expect(panel.getByText("Demo accounts are never mailed or texted, so no code can be sent.")).toBeVisible();
  await panel.getByRole("button", { name: `Remove ${address}` }).click();
  await page
    .getByRole("dialog", { name: `Remove ${address}?` })
    .getByRole("button", { name: "Remove" })
    .click();
  await expect(panel.getByText(address)).toHaveCount(0);
});
