import { expect, test } from "./fixtures";
import { execute } from "./journey-database";

const RULE = "journey_of_a_measure";

test.afterEach(async () => {
  await execute("delete from measure_runs where measure_name like 'Journey%'", []);
  await execute("delete from protective_measures where name like 'Journey%'", []);
  await execute("update alerts set status = 'resolved', resolved_at = now() where rule_name = $1::text", [RULE]);
});

test("a measure is added in the settings as a dry run, changed and deleted", async ({ signedIn }) => {
  const page = await signedIn("admin");
  await page.goto("/settings/measures");
  await page.getByRole("button", { name: "Add measure" }).click();
  const form = page.getByRole("dialog", { name: "Add a protective measure" });
  await form.getByLabel("Name").fill("Journey to ECPay");
  await form.getByLabel("Address", { exact: true }).fill("http://psp-router.example.com");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.getByText(/An address that begins with https/)).toBeVisible();
  await form.getByLabel("Address", { exact: true }).fill("https://psp-router.example.com/measures");
  await form.getByRole("button", { name: "Save" }).click();
  const row = page.getByRole("row", { name: /Journey to ECPay/ });
  await expect(row.getByText("Dry run")).toBeVisible();

  await row.getByRole("button", { name: "Change" }).click();
  const change = page.getByRole("dialog", { name: "Change Journey to ECPay" });
  await change.getByLabel("Mode").selectOption("real");
  await change.getByRole("button", { name: "Save" }).click();
  await expect(row.getByText("With approval")).toBeVisible();

  await row.getByRole("button", { name: "Delete" }).click();
  const asked = page.getByRole("dialog", { name: "Delete Journey to ECPay?" });
  await asked.getByRole("button", { name: "Delete Journey to ECPay" }).click();
  await expect(row).toHaveCount(0);
});

test("a measure that waits is approved on the alert's page, which tells what came of it @phone", async ({
  signedIn,
}) => {
  await execute(
    `insert into alerts (rule_name, metric, fingerprint, severity, status, message, triggered_at)
     values ($1::text, 'payment_failure_rate', $1::text, 'warning', 'triggered', 'Made for a journey', now())`,
    [RULE],
  );
  await execute(
    `insert into measure_runs (measure_id, measure_name, alert_id, occasion, status, url, is_dry_run, request)
     select 0, 'Journey to ECPay', id, 'triggered', 'waiting', 'https://127.0.0.1:1/measures', false,
       '{"body": "{}", "changedBy": "somebody@else.test"}'
     from alerts where rule_name = $1::text and status = 'triggered'`,
    [RULE],
  );
  const page = await signedIn("admin");
  const { data } = await (await page.request.get("/api/v1/observability/alerts/active")).json();
  const { id } = data.find((alert: { rule_name: string }) => alert.rule_name === RULE);
  await page.goto(`/alerts/${id}`);
  const measures = page.getByRole("region", { name: "Protective measures" });
  await measures.getByRole("button", { name: "Approve" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Approve Journey to ECPay" }).click();
  await expect(measures.getByText(/Signed call to 127.0.0.1:1 failed: .*WEBHOOK_/)).toBeVisible({ timeout: 15_000 });
  await expect(page.getByText(/Journey to ECPay: failed/)).toBeVisible();
});

test("a viewer sees no measures in the settings", async ({ signedIn }) => {
  const page = await signedIn("viewer");
  await page.goto("/settings");
  const sections = page.getByRole("navigation", { name: "Settings" });
  await expect(sections.getByRole("link", { name: "Thresholds" })).toBeVisible();
  await expect(sections.getByRole("link", { name: "Measures" })).toHaveCount(0);
});
