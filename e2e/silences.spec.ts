import type { Page } from "@playwright/test";
import { expect, openLive, test } from "./fixtures";
import { execute } from "./journey-database";
import { clearOwnAlert, raiseOwnAlert } from "./own-alert";

const API = "/api/v1/observability/silences";

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
  await expect(silenceOf(page, reason).getByRole("link").first()).toHaveAttribute("href", `/alerts/${id}`);

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

  test("one is edited in the sentence it was made with, and not over somebody else's change", async ({ signedIn }) => {
    const page = await signedIn("operator");
    await openLive(page, "/silences");
    const headers = { origin: new URL(page.url()).origin };
    const matchers = [{ label: "rule", operator: "=", value: "journey_of_nothing" }];
    const data = { reason: "journey to edit", matchers, duration_minutes: 90 };
    const made = await page.request.post(API, { headers, data });
    const { id } = (await made.json()).data;
    await openLive(page, "/silences");
    await silenceOf(page, "journey to edit").getByRole("link", { name: "Edit" }).click();
    await expect(page).toHaveURL(new RegExp(`/silences\\?edit=${id}`));
    const form = page.getByRole("form", { name: "Edit silence" });
    await expect(form.getByRole("combobox", { name: "Rule" })).toHaveValue("journey_of_nothing");
    await expect(form.getByRole("combobox", { name: "For how long" })).toHaveValue("90");
    await expect(form.getByRole("region", { name: "Preview" })).toContainText("It would hide now");

    const extended = await page.request.post(`${API}/${id}/extend`, { headers, data: { minutes: 30 } });
    expect(extended.ok()).toBe(true);
    await form.getByRole("textbox", { name: "because" }).fill("journey edited");
    await form.getByRole("button", { name: "Save changes" }).click();
    await expect(form.getByRole("alert")).toContainText("has changed since");
    await form.getByRole("button", { name: "Load it as it is now" }).click();
    await expect(form.getByRole("combobox", { name: "For how long" })).toHaveValue("120");
    await form.getByRole("textbox", { name: "because" }).fill("journey edited");
    await form.getByRole("button", { name: "Save changes" }).click();
    await expect(page).toHaveURL(/\/silences$/);
    await expect(silenceOf(page, "journey edited")).toBeVisible();
  });

  test("what hides what is switched off and on by an admin, and read by others", async ({ signedIn }) => {
    const page = await signedIn("admin");
    await openLive(page, "/silences");
    const panel = page.getByRole("region", { name: "What hides what" });
    const outage = panel.getByRole("article", { name: "a payment outage explains failed payments" });
    await expect(outage).toContainText(
      "payment_outage hides payment_failure_spike of the same brand, and for 1 h after",
    );
    await outage.getByRole("button", { name: /^Switch off/ }).click();
    await expect(outage).toContainText("Off: it hides nothing now.");
    await outage.getByRole("button", { name: /^Switch on/ }).click();
    await expect(outage.getByRole("button", { name: /^Switch off/ })).toBeVisible();

    const other = await signedIn("operator");
    await other.goto("/silences");
    await expect(other.getByText("Only an admin of all brands can change inhibition rules.")).toBeVisible();
    await expect(other.getByRole("button", { name: /^Switch off: a payment outage/ })).toBeDisabled();
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
