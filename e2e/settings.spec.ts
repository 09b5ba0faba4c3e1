import { expect, test } from "./fixtures";

const CURRENT = "/api/v1/observability/metrics/current";

test("a token made on the page reads by the API until it is revoked", async ({ signedIn, playwright, baseURL }) => {
  const page = await signedIn("admin");
  await page.goto("/settings");
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
  await page.goto("/settings");
  await expect(page.getByText("Only an admin makes tokens: ask one for yours.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Make token" })).toHaveCount(0);
  const refused = await page.request.post("/api/v1/console/tokens", {
    data: { name: "mine", scope: "read" },
    headers: { origin: new URL(page.url()).origin },
  });
  expect(refused.status()).toBe(403);
});
