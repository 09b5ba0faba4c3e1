import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures";
import { execute } from "./journey-database";

/** Tests are allowed once a minute: what a journey before this one sent is made older than that. */
const forgetTests = () =>
  execute("update audit_events set at = at - interval '1 hour' where action = 'notification/tested'");

test.beforeEach(forgetTests);
test.afterAll(async () => {
  await forgetTests();
  await execute("delete from settings where key in ('notification_routing', 'notification_caps')");
  await execute("delete from message_templates");
});

/** But for the mail in its frame: no script runs there, and axe would wait for one. */
const faultsOf = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page })
    .exclude("iframe")
    .withTags(["wcag2a", "wcag2aa", "wcag21aa"])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(", ")}`);
};

test("a test of a channel shows its provider's word, and a refusal stands above the page until it works again", async ({
  signedIn,
  mailbox,
}) => {
  const page = await signedIn("admin");
  await page.goto("/settings/channels/email");
  const list = page.getByRole("region", { name: "Channels" });
  const row = list.getByRole("listitem").filter({ hasText: "E-mail" });
  await expect(list.getByText("PAGERDUTY_ROUTING_KEY")).toBeVisible();
  await mailbox.refuse();
  await row.getByRole("button", { name: "Send a test message by E-mail" }).click();
  await expect(row.getByRole("status")).toHaveText(/^Not delivered to .*450/);
  await expect(row.getByText("Failing", { exact: true })).toBeVisible();
  const banner = page.getByRole("alert").filter({ hasText: "E-mail does not deliver" });
  await expect(banner).toContainText("450");

  await mailbox.take();
  await forgetTests();
  await row.getByRole("button", { name: "Send a test message by E-mail" }).click();
  await expect(row.getByRole("status")).toHaveText(/^Delivered to .*250/);
  await expect(row.getByText("Ready", { exact: true })).toBeVisible();
  await expect(banner).toHaveCount(0);
  const detail = page.getByRole("region", { name: "E-mail", exact: true });
  await expect(detail.getByRole("list", { name: "Last deliveries by E-mail" }).getByText("Test").first()).toBeVisible();
  await expect(detail.getByText("SMTP_PASS")).toBeVisible();
});

test("an admin lets Slack hear of info, which others read, and takes the default back", async ({ signedIn }) => {
  const page = await signedIn("admin");
  await page.goto("/settings/channels");
  const routing = page.getByRole("region", { name: "Who gets which severity" });
  await expect(routing.getByText("Nothing changed")).toBeVisible();
  await routing.getByRole("checkbox", { name: "Slack hears of info" }).check();
  await expect(routing.getByText("Slack hears from info instead of warning")).toBeVisible();
  await routing.getByRole("button", { name: "Save routing" }).click();
  await expect(routing.getByText(/^changed by /)).toBeVisible();

  const reader = await signedIn("viewer");
  await reader.goto("/settings/channels");
  const seen = reader.getByRole("region", { name: "Who gets which severity" });
  await expect(seen.getByRole("checkbox", { name: "Slack hears of info" })).toBeChecked();
  await expect(seen.getByRole("checkbox", { name: "Slack hears of info" })).toBeDisabled();
  await expect(reader.getByRole("button", { name: /test/i })).toHaveCount(0);

  await routing.getByRole("button", { name: "Reset to default" }).click();
  await routing.getByRole("button", { name: "Save routing" }).click();
  await expect(routing.getByText("default routing")).toBeVisible();
});

test("a cap is added, refused while it is wrong, and removed", async ({ signedIn }) => {
  const page = await signedIn("admin");
  await page.goto("/settings/channels");
  const caps = page.getByRole("region", { name: "How many messages at most" });
  await caps.getByRole("button", { name: "Add a cap to Slack" }).click();
  await caps.getByLabel("Slack, cap 2: messages").fill("0");
  await caps.getByRole("button", { name: "Save caps" }).click();
  await expect(caps.getByText(/Cap 2: .*from 1 to 10000, such as 5/)).toBeVisible();
  await caps.getByLabel("Slack, cap 2: messages").fill("60");
  await caps.getByRole("button", { name: "Save caps" }).click();
  await expect(caps.getByText(/changed by /)).toBeVisible();
  await caps.getByRole("button", { name: "Reset to default" }).click();
  await caps.getByRole("button", { name: "Save caps" }).click();
  await expect(caps.getByText("for one recipient, default caps")).toBeVisible();
});

test("a template is previewed as it is typed, refused with its line, saved and reset", async ({ signedIn }) => {
  const page = await signedIn("admin");
  await page.goto("/settings/templates?part=push/title");
  const preview = page.getByRole("region", { name: "Preview" });
  const words = page.getByLabel("Words");
  await words.fill("Look at {{ title }}");
  await expect(preview.getByText(/^Look at /)).toBeVisible();

  await words.fill("Look at\n{{ titel }}");
  await expect(preview.getByText(/These words break.*no variable titel.*\(line 2\)/)).toBeVisible();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText(/^Line 2: there is no variable titel/)).toBeVisible();
  await expect(words).toHaveValue("Look at\n{{ titel }}");

  await words.fill("Look at {{ title }}");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText(/^changed by /)).toBeVisible();
  await page.getByRole("button", { name: "Reset to built in" }).click();
  const dialog = page.getByRole("dialog", { name: "Reset Browser push: Title?" });
  await dialog.getByRole("button", { name: "Reset Browser push: Title" }).click();
  await expect(page.getByText(/^built in;/)).toBeVisible();
});

test("a mail is previewed for a desk and a phone, light and dark", async ({ signedIn }) => {
  const page = await signedIn("admin");
  await page.goto("/settings/templates");
  const preview = page.getByRole("region", { name: "Preview" });
  const mail = preview.frameLocator("iframe");
  await expect(mail.getByRole("link", { name: "Open the alert" })).toBeVisible();
  await preview.getByRole("button", { name: "Dark" }).click();
  const card = mail.locator("table.pb-card");
  await expect(card).toHaveCSS("background-color", "rgb(23, 29, 26)");
  await preview.getByRole("button", { name: "Light" }).click();
  await expect(card).toHaveCSS("background-color", "rgb(255, 255, 255)");
  await preview.getByRole("button", { name: "Plain text" }).click();
  await expect(preview.getByText(/Open the alert: http/)).toBeVisible();
});

for (const path of ["/settings/channels", "/settings/channels/email", "/settings/templates", "/settings/tokens"]) {
  test(`${path} can be read by everybody, and fits a phone @phone`, async ({ signedIn }) => {
    const page = await signedIn("admin");
    await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect(await faultsOf(page)).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
}

test("on a phone a channel is a page of its own @phone-only", async ({ signedIn }) => {
  const page = await signedIn("admin");
  await page.goto("/settings/channels");
  const list = page.getByRole("region", { name: "Channels" });
  await list.getByRole("link", { name: "E-mail" }).click();
  await expect(page.getByRole("region", { name: "E-mail", exact: true })).toBeVisible();
  await expect(list).toBeHidden();
  await page.getByRole("link", { name: "Back to Channels" }).click();
  await expect(list).toBeVisible();
});
