import type { Page } from "@playwright/test";
import { expect, openLive, test } from "./fixtures";
import { execute } from "./journey-database";

const panelOf = (page: Page) => page.getByRole("region", { name: /^On call/ });

/** `2026-11-22T08:00` on the wall of UTC, so many hours from now. */
const inHours = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString().slice(0, 16);

async function makeRotation(page: Page, name: string): Promise<void> {
  await panelOf(page).getByRole("button", { name: "New rotation" }).click();
  const form = page.getByRole("dialog", { name: "A new rotation" });
  await form.getByLabel("Name", { exact: true }).fill(name);
  await form.getByLabel("Time zone").fill("Europe/Atlantis");
  await form.getByRole("button", { name: "Make it" }).click();
  await expect(form.getByText("expected a time zone, such as Europe/Malta")).toBeVisible();
  await form.getByLabel("Time zone").fill("UTC");
  await form.getByRole("button", { name: "Make it" }).click();
  await expect(form.getByText("expected at least one person")).toBeVisible();
  await form.getByLabel("Add somebody").selectOption({ index: 1 });
  await form.getByRole("button", { name: "Make it" }).click();
  await expect(form).toBeHidden();
}

test.describe("on call", () => {
  test.afterAll(async () => {
    await execute("delete from rotations where name like 'Journey%'", []);
  });

  test("an admin makes a rotation, takes over, takes it back, subscribes and deletes it by name", async ({ signedIn }, {
    project,
  }) => {
    const page = await signedIn("admin");
    const name = `Journey ${project.name}`;
    await openLive(page, "/escalation");
    await makeRotation(page, name);
    const panel = panelOf(page);
    // Beside the demo's own.
    await panel.getByRole("combobox", { name: "Rotation" }).selectOption({ label: name });
    await expect(panel.getByRole("list", { name: "First" }).getByRole("listitem").first()).toBeVisible();

    await panel.getByRole("button", { name: "Override" }).click();
    const form = page.getByRole("dialog", { name: `Override ${name}` });
    await form.getByRole("button", { name: "Take over" }).click();
    await expect(form.getByText("expected an instant, such as", { exact: false })).toBeVisible();
    await form.getByLabel("Until").fill(inHours(3));
    await form.getByLabel("Reason").fill("dentist");
    await form.getByRole("button", { name: "Take over" }).click();
    await expect(form).toBeHidden();
    const overrides = panel.getByRole("list", { name: "Overrides" });
    await expect(overrides).toContainText("dentist");
    await overrides.getByRole("button", { name: "Take back" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Take it back" }).click();

    await panel.getByRole("button", { name: "Subscribe" }).click();
    const link = await page.getByText(/calendar\.ics\?token=.*mine=1$/).textContent();
    const calendar = await fetch(link ?? "");
    expect(calendar.headers.get("content-type")).toContain("text/calendar");
    expect(await calendar.text()).toContain(`NAME:On call for ${name}`);
    await page.getByRole("button", { name: "Done" }).click();

    await panel.getByRole("button", { name: `Delete the rotation ${name}` }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete it" }).click();
    await expect(panel.getByText(name, { exact: true })).toHaveCount(0);
  });

  test("a red drill is shown to its person until it is marked as seen", async ({ signedIn }, { project }) => {
    const page = await signedIn("operator");
    await execute(
      "insert into drills (account_id, channel, at, outcome, response) select id, 'sms', now(), 'failed', $1 from accounts where role = 'operator'",
      [`21211 no such number, ${project.name}`],
    );
    await openLive(page, "/preferences");
    const drills = page.getByRole("region", { name: "Weekly drill" });
    await expect(drills).toContainText("Not reached");
    await expect(drills).toContainText("you cannot take over a shift");
    await drills.getByRole("button", { name: "Mark as seen" }).click();
    await expect(drills).toContainText("(seen)");
    await expect(drills.getByRole("button", { name: "Mark as seen" })).toHaveCount(0);
  });
});
