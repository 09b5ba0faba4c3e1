import type { Page } from "@playwright/test";
import { z } from "zod";
import { ROLES, type Role } from "@/lib/access/schema";
import { expect, test } from "./fixtures";

const API = "/api/v1/observability/dashboards";
const PAGES: Record<string, readonly Role[]> = {
  Executive: ["admin", "executive", "operator"],
  Operations: ["admin", "operator"],
  Security: ["admin", "security"],
  Players: ["admin", "executive", "operator"],
  System: ["admin", "operator"],
};
const pathOf = (name: string) => `/${name.toLowerCase()}`;

/** A figure as the page writes it, as a number. */
const numberIn = (text: string | null) => Number((text ?? "").replace("−", "-").replace(/[^\d.-]/g, ""));
const tile = (page: Page, name: string) =>
  page
    .getByRole("article")
    .filter({ has: page.getByRole("heading", { name, exact: true }) })
    .locator("b");
const line = (page: Page, name: string) =>
  page
    .getByRole("region", { name: "From bets to NGR" })
    .locator("dl > div")
    .filter({ has: page.getByText(name, { exact: true }) })
    .locator("dd");

for (const role of ROLES) {
  test(`${role} opens the pages that are theirs, and is refused the others`, async ({ signedIn }) => {
    test.setTimeout(120_000);
    const page = await signedIn(role);
    for (const [name, allowed] of Object.entries(PAGES)) {
      const answer = await page.goto(pathOf(name));
      const isAllowed = allowed.includes(role);
      expect(answer?.status(), `${role} on ${name}`).toBe(isAllowed ? 200 : 403);
      await expect(
        page.getByRole("heading", { name: isAllowed ? name : "Your role may not see this", level: 1 }),
      ).toBeVisible();
      await expect(page.getByRole("navigation").getByRole("link", { name })).toHaveCount(isAllowed ? 1 : 0);
      expect((await page.request.get(`${API}${pathOf(name)}`)).status()).toBe(isAllowed ? 200 : 403);
    }
  });
}

test("the executive page shows the figures that the API answers for the same instant", async ({ signedIn }) => {
  const page = await signedIn("executive");
  const Answer = z.object({
    data: z.looseObject({
      financial: z.looseObject({ bets: z.number(), payouts: z.number() }),
      users: z.looseObject({ new_today: z.number() }),
    }),
  });
  await page.goto("/executive?brand=aurora");
  // Between the two readings the page may have renewed itself.
  await expect(async () => {
    const at = await page.getByRole("region", { name: "GGR today" }).locator("time").getAttribute("datetime");
    const answer = await page.request.get(`${API}/executive`, { params: { brand: "aurora", at: at ?? "" } });
    const { financial, users } = Answer.parse(await answer.json()).data;
    expect(numberIn(await tile(page, "New players").textContent())).toBe(users.new_today);
    // What was pending at that instant has been settled since: a few bets of some hundred thousand.
    expect(numberIn(await line(page, "Bets").textContent()) / financial.bets).toBeCloseTo(1, 3);
    expect(-numberIn(await line(page, "Payouts").textContent()) / financial.payouts).toBeCloseTo(1, 3);
  }).toPass({ timeout: 30_000 });
});

const FIGURES = [
  ["Operations", "Excluded players", (data: Loose) => data.compliance?.excluded_users],
  ["Security", "High", (data: Loose) => data.fraud_flags?.high],
  ["Players", "Active in 24 h", (data: Loose) => data.players?.active_today],
  ["System", "Errors, last hour", (data: Loose) => data.errors?.last_hour],
] as const;
const Loose = z.record(z.string(), z.record(z.string(), z.unknown()).catch({}));
type Loose = z.infer<typeof Loose>;

for (const [name, figure, read] of FIGURES) {
  test(`${name.toLowerCase()} shows what the API answers: ${figure.toLowerCase()}`, async ({ signedIn }) => {
    const page = await signedIn("admin");
    const shown = name === "Operations" ? fact(page, figure) : tile(page, figure);
    await expect(async () => {
      await page.goto(pathOf(name));
      const answer = await page.request.get(`${API}${pathOf(name)}`);
      const { data } = z.object({ data: Loose }).parse(await answer.json());
      expect(numberIn(await shown.textContent())).toBe(read(data));
    }).toPass({ timeout: 45_000 });
  });
}

function fact(page: Page, name: string) {
  return page
    .getByRole("region", { name: "Fraud and compliance" })
    .locator(".facts > div")
    .filter({ hasText: name })
    .locator("b, dd")
    .first();
}

test("the brand stays in the address from page to page, and one that is not there changes nothing @phone", async ({
  signedIn,
}) => {
  const page = await signedIn("admin");
  await page.goto("/executive?brand=aurora");
  await expect(page.getByRole("region", { name: "Brands by GGR" }).getByRole("listitem")).toHaveCount(1);
  const operations = page.getByRole("link", { name: "Operations" }).filter({ visible: true });
  const more = page.getByRole("button", { name: "More" });
  if (await more.isVisible()) await more.click();
  await operations.click();
  await expect(page).toHaveURL(/\/operations\?brand=aurora/);
  await page.goto("/executive?brand=nobody");
  await expect(page.getByRole("region", { name: "Brands by GGR" }).getByText("Kingfisher")).toBeVisible();
});

test("a page renews itself without being loaded anew", async ({ signedIn }) => {
  const page = await signedIn("operator");
  await page.goto("/operations");
  const transactions = tile(page, "Transactions");
  const before = await transactions.textContent();
  await page.evaluate(() => document.body.setAttribute("data-first", "yes"));
  await expect(transactions).not.toHaveText(before ?? "", { timeout: 40_000 });
  await expect(page.locator("body")).toHaveAttribute("data-first", "yes");
});
