import AxeBuilder from "@axe-core/playwright";
import type { APIRequestContext } from "@playwright/test";
import PostalMime from "postal-mime";
import { expect, type Mailbox, test } from "./fixtures";
import { execute } from "./journey-database";

const MARA = "mara@journeys.example";
const ALERTS = "/api/v1/observability/alerts";

/** Mara hears by e-mail of what is critical; what others are told stays as it is once she is gone. */
test.beforeEach(async () => {
  await execute(`insert into accounts (email, name, role) values ($1, 'Mara Lindqvist', 'admin')`, [MARA]);
  await execute(`insert into admin_notification_preferences (admin_user_id) select id from accounts where email = $1`, [
    MARA,
  ]);
});
test.afterEach(() => execute("delete from accounts where email = $1", [MARA]));

async function raise(request: APIRequestContext, origin: string): Promise<number> {
  const { project, retry } = test.info();
  const answer = await request.post(`${ALERTS}/custom`, {
    headers: { origin },
    data: {
      type: "system_down",
      severity: "emergency",
      message: "The wallet service does not answer",
      labels: { journey: `link ${project.name} ${retry}` },
    },
  });
  const { data } = await answer.json();
  return Number(data.id);
}

/** The link that was mailed to Mara about an alert. */
async function linkOf(mailbox: Mailbox, alertId: number): Promise<string> {
  let link: string | undefined;
  const look = async () => {
    const mine = (await mailbox.read()).filter(({ to }) => to.includes(MARA));
    const texts = await Promise.all(mine.map(async ({ raw }) => (await PostalMime.parse(raw)).text ?? ""));
    link = texts
      .filter((text) => text.includes(`/alerts/${alertId}`))
      .flatMap((text) => text.match(/http\S+\/a\/[\w-]+/) ?? [])
      .at(0);
    return link;
  };
  await expect.poll(look, { timeout: 30_000 }).toBeDefined();
  return link ?? "";
}

test("an alert is acknowledged by the link of its mail, once, without a session or scripts @phone", async ({
  signedIn,
  mailbox,
  browser,
  baseURL,
  viewport,
}) => {
  const admin = await signedIn("admin");
  const { origin } = new URL(baseURL ?? "");
  const id = await raise(admin.request, origin);
  const read = async () => (await (await admin.request.get(`${ALERTS}/${id}`)).json()).data;
  const link = await linkOf(mailbox, id);

  const looking = await browser.newContext({ viewport });
  const looker = await looking.newPage();
  for (let look = 0; look < 2; look += 1) expect((await looker.goto(link))?.status()).toBe(200);
  expect((await looker.request.head(link)).headers()).toMatchObject({
    "referrer-policy": "no-referrer",
    "x-robots-tag": "noindex, nofollow",
  });
  await expect(looker.getByRole("button", { name: "Acknowledge as Mara Lindqvist" })).toBeVisible();
  expect((await new AxeBuilder({ page: looker }).analyze()).violations).toEqual([]);
  const isWide = await looker.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(isWide).toBe(false);
  expect(await read()).toMatchObject({ status: "triggered", version: 1 });

  const plain = await browser.newContext({ viewport, javaScriptEnabled: false });
  const page = await plain.newPage();
  await page.goto(link);
  await expect(page.getByText("The wallet service does not answer")).toBeVisible();
  await page.getByRole("button", { name: "Acknowledge as Mara Lindqvist" }).click();
  await expect(page.getByRole("heading", { name: /^You acknowledged it at/ })).toBeVisible();
  expect(await read()).toMatchObject({ status: "acknowledged", acknowledged_by: "Mara Lindqvist", version: 2 });

  await looker.getByRole("button", { name: "Acknowledge as Mara Lindqvist" }).click();
  await expect(looker.getByRole("heading", { name: /^You acknowledged it at/ })).toBeVisible();
  await expect(looker.getByText("The link cannot be used again.")).toBeVisible();
  expect(await read()).toMatchObject({ status: "acknowledged", version: 2 });

  await looker.goto(`${link.slice(0, -1)}${link.endsWith("A") ? "B" : "A"}`);
  await expect(looker.getByRole("heading", { name: "This link is not whole" })).toBeVisible();
  await admin.request.post(`${ALERTS}/${id}/resolve`, { headers: { origin }, data: {} });
  await Promise.all([looking.close(), plain.close()]);
});
