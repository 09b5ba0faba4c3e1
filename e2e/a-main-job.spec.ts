import type { APIRequestContext, Page } from "@playwright/test";
import { z } from "zod";
import { expect, type Mailbox, openLive, test } from "./fixtures";

// Named to be the first: the incident that begins by itself does so a minute after the console first answered.
test.describe.configure({ mode: "serial", timeout: 240_000 });

const API = "/api/v1/observability";
const AlertJson = z.looseObject({
  id: z.number(),
  rule_name: z.string(),
  status: z.string(),
  severity: z.string(),
  version: z.number(),
  escalates_at: z.string().nullable(),
  resolution_notes: z.string().nullable(),
});

async function openAlerts(request: APIRequestContext) {
  const answer = await request.get(`${API}/alerts/active`);
  return z.object({ data: z.array(AlertJson) }).parse(await answer.json()).data;
}

async function alertOf(request: APIRequestContext, id: number) {
  const answer = await request.get(`${API}/alerts/${id}`);
  return z
    .object({ data: AlertJson.extend({ timeline: z.array(z.looseObject({ kind: z.string() })) }) })
    .parse(await answer.json()).data;
}

const banner = (page: Page) =>
  page
    .getByRole("region", { name: /status/i })
    .or(page.locator(".banner"))
    .first();
const mailsOf = async (mailbox: Mailbox) => (await mailbox.read()).filter(({ raw }) => raw.includes("payment_outage"));

test("an outage is seen without a reload, mailed, acknowledged by one, seen by the other, and resolved", async ({
  signedIn,
  mailbox,
}) => {
  const ana = await signedIn("admin");
  const ben = await signedIn("operator");
  await ana.goto("/");
  await ben.goto("/");
  await expect(ana.getByText(/Payments failing/).first()).toBeVisible({ timeout: 180_000 });
  await expect(ben.getByText(/Payments failing/).first()).toBeVisible();

  const raised = (await openAlerts(ana.request)).find(({ rule_name }) => rule_name === "payment_outage");
  expect(raised).toMatchObject({ status: "triggered", severity: "critical" });
  const id = raised?.id ?? 0;
  expect(raised?.escalates_at).not.toBeNull();
  await expect.poll(async () => (await mailsOf(mailbox)).length, { timeout: 60_000 }).toBe(1);
  const [mail] = await mailsOf(mailbox);
  expect(mail?.to).toEqual(["ops@example.com"]);
  expect(mail?.raw).toContain(`/alerts/${id}`);

  await banner(ana)
    .getByRole("button", { name: /Acknowledge/ })
    .click();
  await expect.poll(async () => (await alertOf(ben.request, id)).status).toBe("acknowledged");
  await expect(ben.getByText(/Acknowledged by/).first()).toBeVisible({ timeout: 1_000 });
  expect((await alertOf(ben.request, id)).escalates_at).toBeNull();

  const again = await ben.request.post(`${API}/alerts/${id}/acknowledge`, { headers: sameOrigin(ben) });
  expect(again.status()).toBe(409);
  expect(await again.json()).toMatchObject({ status: "error", error: { code: "conflict", status: "acknowledged" } });

  await openLive(ben, `/alerts/${id}`);
  await ben.keyboard.press("r");
  await ben.getByRole("dialog").getByRole("textbox").fill("Provider is back");
  await ben
    .getByRole("dialog")
    .getByRole("button", { name: /^Resolve/ })
    .click();
  await expect.poll(async () => (await alertOf(ana.request, id)).status).toBe("resolved");
  const resolved = await alertOf(ana.request, id);
  expect(resolved.resolution_notes).toContain("Provider is back");
  const kinds = resolved.timeline.map(({ kind }) => kind);
  for (const kind of ["raised", "notified", "attempt", "acknowledged", "resolved"]) expect(kinds).toContain(kind);
  expect((await openAlerts(ana.request)).some((alert) => alert.id === id)).toBe(false);
});

/** What a browser sends along by itself. */
function sameOrigin(page: Page) {
  return { origin: new URL(page.url()).origin };
}
