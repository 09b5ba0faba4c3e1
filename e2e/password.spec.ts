import { accountOf, expect, test } from "./fixtures";

test("somebody changes the password, is asked for the new one, and changes it back", async ({ signedIn }) => {
  const page = await signedIn("executive");
  const { email, password } = accountOf("executive");
  const change = async (from: string, to: string) => {
    await page.goto("/settings");
    await page.getByLabel("Present password").fill(from);
    await page.getByLabel("New password").fill(to);
    await page.getByRole("button", { name: "Change password" }).click();
  };
  await change("not the password", "another password");
  await expect(page.getByText("This is not your present password.")).toBeVisible();
  await change(password, "another password");
  await expect(page).toHaveURL(/\/sign-in\?next=\/settings/);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill("another password");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Your password" })).toBeVisible();
  await change("another password", password);
  await expect(page).toHaveURL(/\/sign-in/);
});
