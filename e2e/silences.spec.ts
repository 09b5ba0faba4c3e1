import type { Page } from "@playwright/test";
import { expect, openLive, test } from "./fixtures";
import { execute } from "./journey-database";
import { clearOwnAlert, raiseOwnAlert } from "./own-alert";

/** Made for one journey, so that no other's alerts are hidden by what it makes. */
const silenceOf = (page: Page, reason: string) =>
  page.getByRole("region", { name: "Silences" }).getByRole("article", { name: reason });

async function makeAndEnd(page: Page, rule: string, reason: string): Promise<void> {
  const { id } = await raiseOwnAlert(page.request, rule);
  await openLive(page, `/alerts/${id}`);
  await page.getByRole("link", { name: "Silence alerts like this" }).click();
  await expect(page).toHaveURL(new RegExp(`/silences\\?alert=${id}`));
  const form = page.getByRole("form", { name: "New silence" });
  await expect(form.getByRole("combobox", { name: "Rule" })).toHaveValue(rule);
  await expect(form.getByRole("region", { name: "Preview" }).getByRole("link")).toHaveAttribute(
    "href",
    `/alerts/${id}`,
  );

  await form.getByRole("button", { name: /^Hide for/ }).click();
  await expect(form.getByRole("alert")).toContainText("expected why people are not told");
  await form.getByRole("textbox", { name: "because" }).fill(reason);
  await form.getByRole("button", { name: /^Hide for 2 h/ }).click();
  await expect(silenceOf(page, reason).getByRole("link")).toHaveAttribute("href", `/alerts/${id}`);

  await page.goto(`/alerts/${id}`);
  await expect(
    page
      .getByRole("article")
      .getByText(/^Hidden by silence/)
      .first(),
  ).toBeVisible();

  await openLive(page, "/silences");
  await silenceOf(page, reason)
    .getByRole("button", { name: `End now: ${reason}` })
    .click();
  await page.getByRole("dialog").getByRole("button", { name: "End it", exact: true }).click();
  await expect(silenceOf(page, reason)).toBeHidden();
  await page.goto("/silences?state=ended");
  await expect(silenceOf(page, reason)).toContainText("Ended");
  await page.goto(`/alerts/${id}`);
  await expect(page.getByText(/No longer hidden: silence/).first()).toBeVisible();
}

test.describe("silences", () => {
  test.afterAll(async () => {
    await clearOwnAlert("journey_silence");
    await execute("update silences set ended_at = now() where ended_at is null and reason like 'journey%'", []);
  });

  test("one is made from an alert with a preview, marks it as hidden, and is ended", async ({ signedIn }) => {
    await makeAndEnd(await signedIn("operator"), "journey_silence", "journey on a desk");
  });

  test("a silence of everything and a hostile rule are refused in words", async ({ signedIn }) => {
    const page = await signedIn("operator");
    await openLive(page, "/silences");
    const form = page.getByRole("form", { name: "New silence" });
    await expect(form.getByRole("region", { name: "Preview" })).toContainText("a silence of everything is refused");
    await form.getByRole("combobox", { name: "Rule" }).selectOption("api_latency_high");
    await expect(form.getByRole("region", { name: "Preview" })).toContainText("It would have hidden in 7 days");
    await form.getByRole("combobox", { name: "Repeat" }).selectOption("by a rule");
    await form.getByRole("textbox", { name: /^Recurrence/ }).fill("FREQ=SECONDLY");
    await expect(form.getByRole("region", { name: "Preview" })).toContainText("at most once a day");
  });

  test("a viewer looks only", async ({ signedIn }) => {
    const page = await signedIn("viewer");
    await page.goto("/silences");
    await expect(page.getByRole("button", { name: "Hide", exact: true })).toBeDisabled();
    await expect(page.getByText("Your role looks only: ask an operator.")).toBeVisible();
  });
});

test.describe("silences on a phone @phone-only", () => {
  test.afterAll(() => clearOwnAlert("journey_silence_phone"));

  test("one is made from an alert with a preview, and ended", async ({ signedIn }) => {
    await makeAndEnd(await signedIn("operator"), "journey_silence_phone", "journey on a phone");
  });
});
