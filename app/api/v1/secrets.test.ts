import { execFile } from "node:child_process";
import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type TestHouse, testHouse } from "@/lib/server/access/test-house";
import { parseEnv } from "@/lib/server/env";
import { startWebhookServer, type WebhookServer } from "@/lib/server/http/webhook-server";
import { type MailServer, startMailServer } from "@/lib/server/scenarios/mail-server";
import { Scenario } from "@/lib/server/scenarios/scenario";
import { deliverTests } from "@/lib/server/services/notifications/deliver-tests";

/** Every variable that is a secret, with a value that stands nowhere else. */
const CANARIES: Record<string, string> = {
  SECRETS_KEY: "canary-secrets-key-0001",
  ADMIN_PASSWORD: "canary-admin-password-0002",
  SMTP_PASS: "canary-smtp-pass-0003",
  RESEND_API_KEY: "canary_resend_key_0004",
  SLACK_BOT_TOKEN: "xoxb-canary-bot-0005",
  SLACK_SIGNING_SECRET: "canary-slack-signing-0006",
  PAGERDUTY_ROUTING_KEY: "canary-pagerduty-0007",
  TWILIO_AUTH_TOKEN: "canary-twilio-0008",
  WEBHOOK_SECRET: "canary-webhook-secret-0009",
  VAPID_PRIVATE_KEY: "canary-vapid-private-0010".padEnd(43, "0"),
  INNGEST_SIGNING_KEY: "signkey-test-canary0011",
};
/** Parts of addresses that are secrets. */
const IN_ADDRESSES = ["canary-slack-path-0012", "canary-query-0013", "canary-platform-0014"];
const ALL = [...Object.values(CANARIES), ...IN_ADDRESSES];

let house: TestHouse;
let provider: WebhookServer;
let mail: MailServer;
beforeAll(async () => {
  provider = await startWebhookServer();
  mail = await startMailServer();
  // A provider that says back everything it could know of us.
  provider.answer = (response) => response.writeHead(400, { "content-type": "text/plain" }).end(ALL.join(" "));
  Object.assign(process.env, variables());
  house = await testHouse();
}, 60_000);
afterAll(async () => {
  await house.close();
  await Promise.all([provider.close(), mail.close()]);
});

function variables(): Record<string, string> {
  const here = `http://127.0.0.1:${provider.port}`;
  return {
    ...CANARIES,
    RESEND_BASE_URL: here,
    SLACK_WEBHOOK_URL: `${here}/services/T0/B0/canary-slack-path-0012`,
    SLACK_API_URL: here,
    PAGERDUTY_EVENTS_URL: here,
    TWILIO_ACCOUNT_SID: "AC0000000000",
    TWILIO_FROM: "+46761230211",
    TWILIO_API_URL: here,
    WEBHOOK_URL: `${here}/in?token=canary-query-0013`,
    WEBHOOK_ALLOW_PRIVATE: "1",
    VAPID_PUBLIC_KEY: "p".repeat(87),
    EMAIL_TO: "ops@x.test",
    EMAIL_FROM: "pitboss@x.test",
    PLATFORM_DATABASE_URL: "postgres://reader:canary-platform-0014@127.0.0.1:1/none",
  };
}

const found = (text: string) => ALL.filter((canary) => text.includes(canary));

const Route = z.looseObject({ GET: z.custom<Handler>((value) => typeof value === "function").optional() });
type Handler = (request: Request, route: { params: Promise<unknown> }) => Promise<Response>;

/** Values for every variable of a path, so that routes about one thing answer about the first. */
const PARAMS = {
  id: "1",
  channel: "email",
  part: "subject",
  name: "1",
  provider: "nordpay",
  metric: "payment_count",
  token: "x",
};

async function answerOf(path: string, headers: Record<string, string>): Promise<string | null> {
  const { GET } = Route.parse(await import(/* @vite-ignore */ resolve(path)));
  if (GET === undefined) return null;
  const params = path.includes("/channels/") ? { ...PARAMS, id: "webhook" } : PARAMS;
  const response = await GET(new Request(`http://localhost:3000/${path}`, { headers }), {
    params: Promise.resolve(params),
  });
  if (response.headers.get("content-type")?.startsWith("text/event-stream")) {
    await response.body?.cancel();
    return null;
  }
  return response.text();
}

describe("a configured secret", () => {
  it("is in no row, although every provider said it back", async () => {
    const settings = { ...variables(), SMTP_HOST: "127.0.0.1", SMTP_PORT: String(mail.port) };
    await new Scenario({ database: house, mail, variables: settings })
      .at("09:00")
      .samplesUntil("09:00:16", 50)
      .at("09:05")
      .done();
    const tested = await deliverTests(house.context(), { settings: parseEnv(settings) });
    expect(tested.filter(({ outcome }) => outcome === "failed").length).toBeGreaterThanOrEqual(4);
    expect(found(JSON.stringify(tested))).toEqual([]);

    const tables = await house.db.execute(sql`select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE'`);
    for (const { name } of z.array(z.object({ name: z.string() })).parse(tables.rows)) {
      const rows = await house.db.execute(
        sql`select coalesce(json_agg(t)::text, '') as text from ${sql.identifier(name)} t`,
      );
      expect(found(JSON.stringify(rows.rows)), name).toEqual([]);
    }
    const attempts = await house.db.execute(sql`select response from delivery_attempts where response like '%··%'`);
    expect(attempts.rows.length).toBeGreaterThan(0);
  }, 60_000);

  it("is in no answer to any GET", async () => {
    const headers = { authorization: `Bearer ${await house.token()}` };
    const routes = readdirSync("app/api/v1", { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith("route.ts"))
      .map((path) => join("app/api/v1", path));
    expect(routes.length).toBeGreaterThan(40);
    let answered = 0;
    for (const path of routes) {
      const text = await answerOf(path, headers);
      if (text === null) continue;
      answered += 1;
      expect(found(text), path).toEqual([]);
    }
    expect(answered).toBeGreaterThan(30);
  }, 120_000);

  it("is in no log line, by message, by field or by error", async () => {
    const script = `import { createLogger } from "@/lib/server/log";
      const log = createLogger({ level: "info" });
      log.info({ given: { deep: process.env.SMTP_PASS } }, "said " + process.env.WEBHOOK_SECRET);
      log.error({ err: new Error("cannot reach " + process.env.SLACK_WEBHOOK_URL) }, "failed");`;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ["--conditions=react-server", "--import", "tsx", "--input-type=module", "-e", script],
      { env: { ...process.env, ...variables() } },
    );
    expect(stdout.trim().split("\n")).toHaveLength(2);
    expect(stdout).toContain("said ··");
    expect(found(stdout)).toEqual([]);
  }, 30_000);
});
