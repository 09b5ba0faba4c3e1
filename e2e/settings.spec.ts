import { expect, test } from "./fixtures";

const CURRENT = "/api/v1/observability/metrics/current";

test("a token made on the page reads by the API until it is revoked", async ({ signedIn, playwright, baseURL }) => {
  const page = await signedIn("admin");
  await page.goto("/settings/tokens");
  await page.getByRole("button", { name: "Make token" }).click();
  await expect(page.getByText(/expected a name/i)).toBeVisible();
  await page.getByLabel("Name").fill("journey");
  await page.getByRole("button", { name: "Make token" }).click();
  const secret =
    (await page
      .getByText(/^pb_\w+/)
      .first()
      .textContent()) ?? "";

  const machine = await playwright.request.newContext({
    baseURL,
    extraHTTPHeaders: { authorization: `Bearer ${secret}` },
  });
  expect((await machine.get(CURRENT)).status()).toBe(200);
  expect((await machine.post("/api/v1/console/tokens", { data: { name: "more", scope: "read" } })).status()).toBe(403);

  const row = page.getByRole("region", { name: "API tokens" }).getByRole("row", { name: /journey/ });
  await row.getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("dialog", { name: "Revoke journey?" }).getByRole("button", { name: "Revoke journey" }).click();
  await expect(row.getByText(/^revoked/)).toBeVisible();
  const refused = await machine.get(CURRENT);
  expect(refused.status()).toBe(401);
  expect(await refused.json()).toMatchObject({ status: "error", error: { code: "unauthenticated" } });
  await machine.dispose();
});

test("a viewer cannot make a token and reads why @phone", async ({ signedIn }) => {
  const page = await signedIn("viewer");
  await page.goto("/settings/tokens");
  await expect(page.getByText("Only an admin makes tokens: ask one for yours.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Make token" })).toHaveCount(0);
  const refused = await page.request.post("/api/v1/console/tokens", {
    data: { name: "mine", scope: "read" },
    headers: { origin: new URL(page.url()).origin },
  });
  expect(refused.status()).toBe(403);
});

test("an admin changes a threshold and the grouping, which others read in words", async ({ signedIn }) => {
  const page = await signedIn("admin");
  await page.goto("/settings/thresholds");
  const thresholds = page.getByRole("region", { name: "Thresholds" });
  const row = thresholds.getByRole("row", { name: /cache_hit_rate/ });
  const dialog = page.getByRole("dialog", { name: "Change cache_hit_rate" });
  await row.getByRole("button", { name: "Change" }).click();
  await dialog.getByLabel("Breached when the value is below").fill("120");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("Expected a percentage from 0 to 100, such as 80.")).toBeVisible();
  await dialog.getByLabel("Breached when the value is below").fill("75");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(row.getByText("by default 80 %")).toBeVisible();
  await row.getByRole("button", { name: "Change" }).click();
  await dialog.getByRole("button", { name: "Reset to default" }).click();
  await expect(row.getByText("by default")).toHaveCount(0);

  await page.goto("/settings/grouping");
  const grouping = page.getByRole("region", { name: "Grouping" });
  const before = await grouping.getByLabel("Between two notices").inputValue();
  await grouping.getByLabel("Between two notices").fill("0");
  await grouping.getByRole("button", { name: "Save grouping" }).click();
  await expect(grouping.getByText("Expected whole minutes from 1 to 1440, such as 5.")).toBeVisible();
  await grouping.getByLabel("Between two notices").fill("7");
  await expect(grouping.getByText("later ones together every 7 min")).toBeVisible();
  await grouping.getByRole("button", { name: "Save grouping" }).click();
  await expect(page.getByText("Grouping saved.")).toBeVisible();

  const reader = await signedIn("viewer");
  await reader.goto("/settings/thresholds");
  await expect(reader.getByRole("region", { name: "Thresholds" }).getByRole("button")).toHaveCount(0);
  await reader.goto("/settings/grouping");
  const told = reader.getByRole("region", { name: "Grouping" });
  await expect(told.getByText("later ones together every 7 min")).toBeVisible();
  await expect(told.getByRole("button")).toHaveCount(0);

  await grouping.getByLabel("Between two notices").fill(before);
  await grouping.getByRole("button", { name: "Save grouping" }).click();
  await expect(grouping.getByRole("button", { name: "Save grouping" })).toBeEnabled();
  await reader.reload();
  await expect(told.getByText(`later ones together every ${before} min`)).toBeVisible();
});
