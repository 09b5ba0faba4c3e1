import { expect, openLive, test } from "./fixtures";
import { clearOwnAlert, raiseOwnAlert } from "./own-alert";

const RULE = "journey_not_paged";

test.describe("why was I not paged", () => {
  test.afterAll(() => clearOwnAlert(RULE));

  test("stands on the alert, with every gate, and on a page of one's own", async ({ signedIn }) => {
    const page = await signedIn("operator");
    const { id } = await raiseOwnAlert(page.request, RULE);
    await openLive(page, `/alerts/${id}`);
    const told = page.getByRole("region", { name: "Who was told, and who was not" });
    await expect(told).toContainText("You were not told: ");
    await told.getByRole("button", { name: "Every gate" }).click();
    await expect(told.getByText("reachable").first()).toBeVisible();

    await told.getByRole("link", { name: "All of mine" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Why was I (not) paged");
    const entry = page.getByRole("listitem").filter({ has: page.locator(`a[href="/alerts/${id}"]`) });
    await entry.getByText("Not told").first().click();
    await expect(entry.getByText("reachable").first()).toBeVisible();
    await page.getByRole("link", { name: /^Held/ }).click();
    await expect(page).toHaveURL(/outcome=held/);
    await expect(page.locator(`a[href="/alerts/${id}"]`)).toBeHidden();
  });

  test("is read of everybody by an admin only", async ({ signedIn }) => {
    const admin = await signedIn("admin");
    await admin.goto("/people");
    const people = admin.getByRole("table", { name: "People" });
    await people.getByRole("row").filter({ hasText: "operator" }).getByRole("link").first().click();
    await expect(admin.getByRole("heading", { level: 1 })).toContainText("(not) paged");
    const path = new URL(admin.url()).pathname;

    const viewer = await signedIn("viewer");
    await viewer.goto(path);
    await expect(viewer.getByRole("heading", { name: "Your role may not see this" })).toBeVisible();
    await viewer.goto("/people");
    await expect(viewer.getByRole("table", { name: "People" }).getByRole("row")).toHaveCount(2);
  });

  test("is behind one's name, on a phone too @phone", async ({ signedIn, isMobile }) => {
    const page = await signedIn("viewer");
    await page.goto("/");
    await page.getByRole("button", { name: isMobile ? "More" : /preferences, look, sound, sign out/ }).click();
    await page.getByRole("link", { name: "Why was I paged?" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Why was I (not) paged");
  });
});
