import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { Client } from "pg";
import { z } from "zod";
import { openMailbox } from "@/tools/house/mailbox.mjs";
import { freePort } from "@/tools/house/port.mjs";
import { OwnConsole } from "./own-console";

test.setTimeout(240_000);

const ESCALATES_AFTER_MS = 60_000;
const Alerts = z.object({
  data: z.array(
    z.looseObject({
      id: z.number(),
      status: z.string(),
      severity: z.string(),
      triggered_at: z.string(),
      escalated_at: z.string().nullable(),
      notification_attempts: z.number(),
    }),
  ),
});

test("kill -9 of everything while an alert escalates and its mail is refused loses neither", async () => {
  const folder = mkdtempSync(join(tmpdir(), "pitboss-kill-"));
  const mailbox = await openMailbox();
  await fetch(`${mailbox.url}/450`, { method: "POST" });
  const house = new OwnConsole(folder, await freePort(), {
    METRICS_COLLECTION_INTERVAL: "1",
    ESCALATION_AFTER_MINUTES: String(ESCALATES_AFTER_MS / 60_000),
    SMTP_PORT: String(mailbox.smtpPort),
  });
  try {
    await house.start();
    const token = await house.makeToken("read");
    const open = async () => {
      const headers = { authorization: `Bearer ${token}` };
      const answer = await fetch(`${house.url}/api/v1/observability/alerts/active`, { headers });
      return Alerts.parse(await answer.json()).data[0];
    };
    await failPayments(house);
    // Log and mail are each tried once: the mail was refused and waits.
    await expect.poll(async () => (await open())?.notification_attempts ?? 0, { timeout: 60_000 }).toBeGreaterThan(1);
    const raised = await open();
    expect(raised).toMatchObject({ status: "triggered", severity: "critical", escalated_at: null });
    expect(await mailsOf(mailbox)).toEqual([]);

    await house.killEverything();
    await fetch(`${mailbox.url}/250`, { method: "POST" });
    await house.start();
    await failPayments(house);

    await expect.poll(async () => (await open())?.status, { timeout: 90_000 }).toBe("escalated");
    const escalated = await open();
    expect(escalated).toMatchObject({ id: raised?.id, severity: "emergency", triggered_at: raised?.triggered_at });
    const waitedMs = Date.parse(escalated?.escalated_at ?? "") - Date.parse(raised?.triggered_at ?? "");
    expect(waitedMs).toBeGreaterThanOrEqual(ESCALATES_AFTER_MS);
    expect(waitedMs).toBeLessThan(ESCALATES_AFTER_MS + 5_000);
    // One of the trigger, which had been refused, and one of the escalation.
    await expect.poll(async () => (await mailsOf(mailbox)).length, { timeout: 90_000 }).toBe(2);
  } finally {
    await house.stop();
    await mailbox.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

const Mails = z.array(z.object({ raw: z.string() }));

async function mailsOf(mailbox: { url: string }): Promise<string[]> {
  return Mails.parse(await (await fetch(mailbox.url)).json()).map(({ raw }) => raw);
}

/** An outage as the platform would write it: of forty payments of this second, thirty fail. */
async function failPayments(house: OwnConsole): Promise<void> {
  const client = new Client({ connectionString: house.databaseUrl() });
  await client.connect();
  await client.query(`
    insert into demo.payments (id, brand, player_id, provider, method, direction, amount, currency, status)
    select gen_random_uuid()::text, 'aurora', 'p' || n, 'nordpay', 'card', 'deposit', 25, 'EUR',
      case when n <= 30 then 'failed' else 'completed' end
    from generate_series(1, 40) n`);
  await client.end();
}
