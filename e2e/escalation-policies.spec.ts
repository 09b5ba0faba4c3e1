import type { Page } from "@playwright/test";
import { expect, openLive, test } from "./fixtures";

const editorOf = (page: Page, name: string) => page.getByRole("dialog", { name });

/** Of a brand that nobody has, so that no alert of another journey meets it. */
async function narrow(page: Page, dialog: ReturnType<typeof editorOf>) {
  await dialog.getByRole("button", { name: "Narrow it by a label" }).click();
  await dialog.getByLabel("Label 1", { exact: true }).fill("brand");
  await dialog.getByLabel("Value 1", { exact: true }).fill("nowhere");
  await expect(page.getByRole("dialog")).toHaveCount(1);
}

test("an admin makes a policy, reads what is wrong where it is wrong, changes it and deletes it by name", async ({
  signedIn,
}) => {
  const page = await signedIn("admin");
  await openLive(page, "/escalation");
  const policies = page.getByRole("region", { name: "Policies" });
  await policies.getByRole("button", { name: "New policy" }).click();
  const fresh = editorOf(page, "New escalation policy");
  await fresh.getByLabel("Name").fill("Night watch");
  await narrow(page, fresh);
  const second = fresh.getByRole("group", { name: "Step 2", exact: true });
  await second.getByLabel("After").fill("0");
  await fresh.getByRole("button", { name: "Save" }).click();
  await expect(second.getByText(/Must be later than step 1/)).toBeVisible();
  await second.getByLabel("After").fill("8");
  await second.getByLabel("Tell", { exact: true }).selectOption({ label: "Every operator" });
  await expect(fresh.getByText("After 8 min every admin and every operator", { exact: false })).toBeVisible();
  await fresh.getByRole("button", { name: "Save" }).click();
  await expect(fresh).toBeHidden();

  const row = policies.getByRole("link", { name: /Night watch/ });
  await expect(row).toContainText("2 steps");
  await row.click();
  await expect(row).toHaveAttribute("aria-current", "true");
  await page.getByRole("button", { name: "Edit steps" }).first().click();
  const change = editorOf(page, "Change Night watch");
  await change.getByRole("button", { name: "Remove step 2" }).click();
  await change.getByLabel("An acknowledgement holds").fill("60");
  await expect(change.getByText("Triggered again 1 h after an acknowledgement, unless resolved.")).toBeVisible();
  await change.getByRole("button", { name: "Save" }).click();
  await expect(row).toContainText("1 step");

  await page.getByRole("button", { name: "Edit steps" }).first().click();
  await change.getByRole("button", { name: "Delete", exact: true }).click();
  await editorOf(page, "Delete Night watch?").getByRole("button", { name: "Delete Night watch" }).click();
  await expect(row).toHaveCount(0);
});

test("a viewer reads the policies and why they cannot be changed @phone", async ({ signedIn }) => {
  const page = await signedIn("viewer");
  await page.goto("/escalation");
  const policies = page.getByRole("region", { name: "Policies" });
  await expect(policies.getByText("30 min, then one severity up")).toBeVisible();
  await expect(policies.getByRole("button", { name: "New policy" })).toBeDisabled();
});
