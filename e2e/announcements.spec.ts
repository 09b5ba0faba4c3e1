import type { Page } from "@playwright/test";
import { expect, openLive, test } from "./fixtures";
import { execute } from "./journey-database";

const shownOn = (page: Page) => page.getByRole("region", { name: "Announcements" });

async function announce(page: Page, { message, severity }: { message: string; severity: string }): Promise<void> {
  const form = page.getByRole("form", { name: "Announce" });
  await form.getByRole("textbox", { name: "Message" }).fill(message);
  await form.getByRole("combobox", { name: "Severity" }).selectOption(severity);
  await form.getByRole("button", { name: "Preview" }).click();
  const asked = page.getByRole("dialog", { name: "Announce this?" });
  await expect(asked).toContainText(message);
  await asked.getByRole("button", { name: "Announce" }).click();
  await expect(asked).toBeHidden();
}

test.describe("an announcement", () => {
  test.afterEach(() => execute("update announcements set ended_at = now() where ended_at is null", []));

  test("made on one console stands on another at once, and goes when it is ended", async ({ signedIn }) => {
    const [admin, other] = [await signedIn("admin"), await signedIn("viewer")];
    await openLive(other, "/alerts");
    await openLive(admin, "/settings/announcements");
    const form = admin.getByRole("form", { name: "Announce" });
    await form.getByRole("button", { name: "Preview" }).click();
    await expect(form).toContainText("Expected a message, such as");

    await announce(admin, { message: "Journey: payments are down until noon", severity: "warning" });
    await expect(shownOn(other)).toContainText("Journey: payments are down until noon");
    const row = admin.getByRole("row").filter({ hasText: "Journey: payments are down until noon" });
    await row.getByRole("button", { name: "End" }).click();
    await admin.getByRole("dialog").getByRole("button", { name: "End it" }).click();
    await expect(shownOn(other)).toBeHidden();
    await expect(row).toContainText("ended by");
  });

  test("is put away in one browser for good, but not an emergency, and expires by itself", async ({ signedIn }) => {
    const [admin, other] = [await signedIn("admin"), await signedIn("viewer")];
    await openLive(admin, "/settings/announcements");
    await announce(admin, { message: "Journey: a note", severity: "info" });
    await announce(admin, { message: "Journey: everybody to the call", severity: "emergency" });
    await openLive(other, "/rules");
    await expect(shownOn(other).getByRole("alert")).toContainText("everybody to the call");
    await expect(shownOn(other).getByRole("button")).toHaveCount(1);
    await shownOn(other)
      .getByRole("button", { name: /^Dismiss/ })
      .click();
    await other.goto("/silences");
    await expect(shownOn(other)).toContainText("everybody to the call");
    await expect(shownOn(other)).not.toContainText("Journey: a note");
    await execute("update announcements set expires_at = now() + interval '3 seconds' where ended_at is null", []);
    await openLive(other, "/rules");
    await expect(shownOn(other)).toBeHidden();
  });

  test("is for admins", async ({ signedIn }) => {
    const operator = await signedIn("operator");
    await operator.goto("/settings/announcements");
    await expect(operator.getByRole("heading", { name: "Your role may not see this" })).toBeVisible();
  });
});
