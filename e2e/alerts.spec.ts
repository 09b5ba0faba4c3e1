import type { Page } from "@playwright/test";
import { expect, openLive, test } from "./fixtures";
import { clearOwnAlert, openAlerts, raiseOwnAlert } from "./own-alert";

const API = "/api/v1/observability/alerts";
const row = (page: Page, title: string) =>
  page.getByRole("region", { name: "Alerts" }).getByRole("link", { name: title });
const detail = (page: Page, title: string) => page.getByRole("article", { name: title });

/** An empty body, and what a browser sends along by itself. */
const sameOrigin = (page: Page) => ({ data: {}, headers: { origin: new URL(page.url()).origin } });

test.describe("alerts on a desk", () => {
  // One alert, followed from raised to resolved: rules are slow to raise a second.
  test.describe.configure({ mode: "serial" });
  let id = 0;

  test.afterAll(async () => {
    await clearOwnAlert("journey_desk");
    await clearOwnAlert("journey_beside");
  });

  test("tabs and facets live in the address", async ({ signedIn }) => {
    const page = await signedIn("operator");
    id = (await raiseOwnAlert(page.request, "journey_desk")).id;
    await raiseOwnAlert(page.request, "journey_beside");
    await openLive(page, "/alerts");
    await expect(row(page, "Journey desk")).toBeVisible();
    await page.getByRole("combobox", { name: "Rule" }).selectOption("journey_desk");
    await expect(page).toHaveURL(/rule=journey_desk/);
    await expect(row(page, "Journey beside")).toBeHidden();
    await page.getByRole("link", { name: "critical and above" }).click();
    await expect(page).toHaveURL(/from=critical/);
    await expect(page.getByText("Nothing matches 2 filters")).toBeVisible();
    await page.getByRole("link", { name: "Clear filters" }).click();
    await expect(page).toHaveURL(/\/alerts$/);
    await page.getByRole("link", { name: /^Acknowledged/ }).click();
    await expect(page).toHaveURL(/tab=acknowledged/);
    await page.reload();
    await expect(page.getByRole("link", { name: /^Acknowledged/ })).toHaveAttribute("aria-current", "page");
    await expect(row(page, "Journey desk")).toBeHidden();
  });

  test("j and k move through the list", async ({ signedIn }) => {
    const page = await signedIn("operator");
    await openLive(page, "/alerts");
    const rows = page.getByRole("region", { name: "Alerts" }).locator("li > a.alert-row");
    await expect(rows.first()).toHaveAttribute("aria-current", "true");
    await page.keyboard.press("j");
    await expect(rows.nth(1)).toHaveAttribute("aria-current", "true");
    await expect(page).toHaveURL(/\/alerts\/\d+$/);
    await page.keyboard.press("k");
    await expect(rows.first()).toHaveAttribute("aria-current", "true");
  });

  test("Enter opens the first and a acknowledges it", async ({ signedIn }) => {
    const page = await signedIn("operator");
    await openLive(page, "/alerts?rule=journey_desk");
    await expect(detail(page, "Journey desk")).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(new RegExp(`/alerts/${id}`));
    await page.keyboard.press("a");
    await expect(
      detail(page, "Journey desk")
        .getByText(/^Acknowledged by/)
        .first(),
    ).toBeVisible();
    await expect(page.getByRole("button", { name: /^Take back/ })).toBeEnabled();
  });

  test("m, z and c assign it to me, snooze it and comment on it", async ({ signedIn }) => {
    const page = await signedIn("operator");
    await openLive(page, `/alerts/${id}`);
    const shown = detail(page, "Journey desk");
    await page.keyboard.press("m");
    await expect(shown.getByText(/^Assigned to .* by /)).toBeVisible();
    await page.keyboard.press("z");
    const dialog = page.getByRole("dialog", { name: "Snooze" });
    await dialog.getByRole("button", { name: "30 min" }).click();
    await expect(shown.getByText(/Snoozed by .* until/)).toBeVisible();
    await page.keyboard.press("c");
    await expect(page.getByRole("textbox", { name: "Comment" })).toBeFocused();
    await page.keyboard.type("Called them, they look");
    await page.getByRole("button", { name: "Comment" }).click();
    await expect(shown.getByText("Called them, they look")).toBeVisible();
    await shown.getByRole("button", { name: "System" }).click();
    await expect(shown.getByText("Called them, they look")).toBeHidden();
    await page.getByRole("button", { name: /^Wake/ }).click();
    await expect(shown.getByText(/Snoozed by .* until/)).toBeHidden();
    await page.getByRole("link", { name: /^Mine/ }).click();
    await expect(row(page, "Journey desk")).toBeVisible();
  });

  test("u takes the acknowledgement back", async ({ signedIn }) => {
    const page = await signedIn("operator");
    await openLive(page, `/alerts/${id}`);
    await page.keyboard.press("u");
    const dialog = page.getByRole("dialog", { name: "Take back" });
    await dialog.getByRole("button", { name: "My shift ends" }).click();
    await dialog.getByRole("button", { name: "Take back", exact: true }).click();
    await expect(
      detail(page, "Journey desk")
        .getByText(/has it, not acknowledged/)
        .first(),
    ).toBeVisible();
  });

  test("? shows the keys", async ({ signedIn }) => {
    const page = await signedIn("operator");
    await openLive(page, "/alerts");
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keys" }).getByText("select a range")).toBeVisible();
  });

  test("x and a acknowledge several at once", async ({ signedIn }) => {
    const page = await signedIn("operator");
    await openLive(page, "/alerts?search=journey_beside");
    await expect(detail(page, "Journey beside")).toBeVisible();
    await page.keyboard.press("x");
    const bar = page.getByRole("toolbar", { name: "Selected alerts" });
    await expect(bar.getByText("1 alert")).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/alerts\/\d+/);
    await expect(bar.getByText("1 alert"), "another address keeps what is marked").toBeVisible();
    await page.keyboard.press("Escape");
    await expect(bar).toBeHidden();
    await page.keyboard.press("Control+a");
    await bar.getByRole("button", { name: "Acknowledge" }).click();
    await expect(page.locator(".toast")).toContainText("1 acknowledged.");
    await expect(bar).toBeHidden();
    expect((await openAlerts(page.request)).find(({ rule_name }) => rule_name === "journey_beside")?.status).toBe(
      "acknowledged",
    );
  });

  test("e escalates with a reason, which stands in the timeline", async ({ signedIn }) => {
    const page = await signedIn("operator");
    await openLive(page, `/alerts/${id}`);
    await page.keyboard.press("e");
    const dialog = page.getByRole("dialog", { name: "Escalate" });
    await expect(dialog.getByRole("textbox", { name: "Reason" })).toBeFocused();
    await dialog.getByRole("button", { name: "Spreading" }).click();
    await dialog.getByRole("button", { name: "Escalate", exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(
      detail(page, "Journey desk")
        .getByText(/Escalated: “Spreading”/)
        .first(),
    ).toBeVisible();
    expect((await openAlerts(page.request)).find((alert) => alert.id === id)).toMatchObject({
      status: "escalated",
      severity: "critical",
      escalation_reason: "Spreading",
    });
  });

  test("who acts on what another has moved is told so, and sees the present state", async ({ signedIn }) => {
    const page = await signedIn("operator");
    await openLive(page, `/alerts/${id}`);
    await page.keyboard.press("p");
    await expect(page.getByRole("status").filter({ hasText: /^paused$/ })).toBeVisible();
    const other = await signedIn("admin");
    const moved = await other.request.post(`${API}/${id}/acknowledge`, sameOrigin(page));
    expect(moved.status(), await moved.text()).toBe(200);
    await page.keyboard.press("a");
    await expect(page.locator(".toast")).toContainText(/acknowledged/);
    await expect(
      detail(page, "Journey desk")
        .getByText(/^Acknowledged by/)
        .first(),
    ).toBeVisible();
  });

  test("r resolves with a note, and the alert goes to the history with all that happened", async ({ signedIn }) => {
    const page = await signedIn("operator");
    await openLive(page, `/alerts/${id}`);
    await page.keyboard.press("r");
    const dialog = page.getByRole("dialog", { name: "Resolve" });
    await dialog.getByRole("textbox").fill("It was a journey");
    await dialog.getByRole("button", { name: "Noise" }).click();
    await dialog.getByRole("button", { name: "Resolve", exact: true }).click();
    await expect(
      detail(page, "Journey desk")
        .getByText(/^Resolved by/)
        .first(),
    ).toBeVisible();
    await page.goto("/alerts?tab=history");
    await row(page, "Journey desk").first().click();
    await expect(page).toHaveURL(new RegExp(`/alerts/${id}\\?tab=history`));
    const timeline = detail(page, "Journey desk").getByRole("region", { name: "Timeline" });
    await expect(detail(page, "Journey desk").getByText("Noise", { exact: true })).toBeVisible();
    for (const happened of [/It was a journey/, /Spreading/, /acknowledged/i]) {
      await expect(timeline.getByText(happened).first()).toBeVisible();
    }
  });

  test("the statistics say which rules are noise", async ({ signedIn }) => {
    const page = await signedIn("operator");
    await page.goto("/alerts?tab=statistics");
    const rules = page.getByRole("region", { name: "Noisiest rules" });
    await expect(rules.getByRole("row", { name: /journey_desk.*100 %.*missed/ })).toBeVisible();
    await page.getByRole("link", { name: "7 d" }).click();
    await expect(page).toHaveURL(/hours=168/);
    await expect(page.getByRole("region", { name: "Answered in time" })).toBeVisible();
  });

  test("a viewer looks, and neither page nor API lets them act", async ({ signedIn }) => {
    const page = await signedIn("viewer");
    await page.goto(`/alerts/${id}`);
    const resolve = page.getByRole("button", { name: /^Resolve/ });
    await expect(resolve).toBeDisabled();
    const refused = await page.request.post(`${API}/${id}/resolve`, sameOrigin(page));
    expect(refused.status()).toBe(403);
  });
});

test.describe("alerts on a phone @phone-only", () => {
  test.afterAll(async () => {
    await clearOwnAlert("journey_phone");
    await clearOwnAlert("journey_thumb");
  });

  test("the dock acknowledges at the thumb, and the sheet resolves with a reason", async ({ signedIn }) => {
    const page = await signedIn("operator");
    const { id } = await raiseOwnAlert(page.request, "journey_phone");
    await page.goto("/alerts");
    await row(page, "Journey phone").click();
    await expect(page).toHaveURL(new RegExp(`/alerts/${id}`));
    await page.getByRole("button", { name: "Acknowledge", exact: true }).click();
    await expect(page.getByRole("button", { name: "Acknowledged" })).toBeDisabled();
    await page.locator(".action-dock").getByRole("button", { name: "Snooze" }).click();
    await page.getByRole("dialog", { name: "Snooze" }).getByRole("button", { name: "Until it gets worse" }).click();
    await expect(page.getByText(/Snoozed by .* until worse than warning/)).toBeVisible();
    await page.locator(".action-dock").getByRole("button", { name: "More actions" }).click();
    await page.getByRole("dialog", { name: "What next" }).getByRole("button", { name: "Resolve", exact: true }).click();
    const sheet = page.getByRole("dialog", { name: "Resolve" });
    await sheet.getByRole("button", { name: "Fixed" }).click();
    await sheet.getByRole("button", { name: "Resolve", exact: true }).click();
    await expect(sheet).toBeHidden();
    await expect(page.getByRole("button", { name: "Resolved" })).toBeDisabled();
    await page.getByRole("link", { name: "Back to the list" }).click();
    await expect(page).toHaveURL(/\/alerts$/);
    await expect(row(page, "Journey phone")).toBeHidden();
  });

  test("Select marks several for one command", async ({ signedIn }) => {
    const page = await signedIn("operator");
    await raiseOwnAlert(page.request, "journey_thumb");
    await openLive(page, "/alerts?search=journey_thumb");
    await page.getByRole("button", { name: "Select" }).click();
    await page.getByRole("checkbox", { name: /^Select A-/ }).check();
    const bar = page.getByRole("toolbar", { name: "Selected alerts" });
    await bar.getByRole("button", { name: "Assign to me" }).click();
    await expect(page.locator(".toast")).toContainText("1 assigned.");
    await expect(row(page, "Journey thumb")).toContainText("has it, not acknowledged");
  });
});
