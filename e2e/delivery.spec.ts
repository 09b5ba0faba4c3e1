import { expect, test } from "./fixtures";

test("Delivery shows each hop beside its goal, every channel, and another range on demand @phone", async ({
  signedIn,
}) => {
  const page = await signedIn("admin");
  await page.goto("/delivery");
  for (const name of ["Hops", "Channels", "Slowest"]) await expect(page.getByRole("region", { name })).toBeVisible();
  await expect(page.getByRole("region", { name: "Hops" })).toContainText("goal: 95 of 100 within 10 s");
  const ranges = page.getByRole("navigation", { name: "Time" });
  await expect(ranges.getByRole("link", { name: "24 h" })).toHaveAttribute("aria-current", "true");
  await ranges.getByRole("link", { name: "7 d" }).click();
  await expect(page).toHaveURL(/hours=168/);
  await expect(ranges.getByRole("link", { name: "7 d" })).toHaveAttribute("aria-current", "true");
});

test("Delivery is for who reads the dashboards", async ({ signedIn }) => {
  const page = await signedIn("viewer");
  await page.goto("/delivery");
  await expect(page.getByRole("region", { name: "Hops" })).toBeHidden();
});
