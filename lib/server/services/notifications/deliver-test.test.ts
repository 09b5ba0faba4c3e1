import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accounts, adminNotificationPreferences, auditEvents, contactAddresses } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { parseEnv } from "@/lib/server/env";
import { startWebhookServer, type WebhookServer } from "@/lib/server/http/webhook-server";
import { deliverTest } from "./deliver-test";

const NOW = new Date("2026-11-20T09:00:00Z");
const PHONE = "+35621234567";

let database: TestDatabase;
let twilio: WebhookServer;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  await database.reset();
  twilio = await startWebhookServer();
  twilio.answer = (response) => response.writeHead(201).end(JSON.stringify({ sid: "SM1" }));
});
afterEach(() => twilio.close());
afterAll(() => database.close());

const settings = () =>
  parseEnv({
    TWILIO_ACCOUNT_SID: "AC1",
    TWILIO_AUTH_TOKEN: "t0ken",
    TWILIO_FROM: "+35699000000",
    TWILIO_API_URL: `http://127.0.0.1:${twilio.port}`,
  });

async function signedUp({ verifiedAt = NOW, isDemo = false }: { verifiedAt?: Date | null; isDemo?: boolean } = {}) {
  await database.db.insert(accounts).values({ email: "mara@x.test", name: "Mara", role: "admin", isDemo });
  await database.db.insert(adminNotificationPreferences).values({ adminUserId: 1, phone: PHONE });
  await database.db.insert(contactAddresses).values({ accountId: 1, kind: "phone", value: PHONE, verifiedAt });
  const actor = { kind: "account", id: 1, name: "Mara", email: "mara@x.test", role: "admin" } as const;
  return database.context({ now: NOW, actor });
}

describe("a test by text message", () => {
  it("goes to the verified number of who asks, which nobody else can read", async () => {
    const mara = await signedUp();
    expect(await deliverTest(mara, { channel: "sms", settings: settings() })).toMatchObject({
      outcome: "delivered",
      to: PHONE,
      response: "SM1",
    });
    expect(new URLSearchParams(twilio.arrived[0]?.body).get("To")).toBe(PHONE);
    const [audited] = await database.db.select().from(auditEvents);
    expect(audited?.details).toMatchObject({ to: "+3562··567", response: "SM1" });
  });

  it("says what to do where the number is not verified", async () => {
    const mara = await signedUp({ verifiedAt: null });
    const test = deliverTest(mara, { channel: "sms", settings: settings() });
    await expect(test).rejects.toThrow("You have no verified telephone number");
    expect(twilio.arrived).toEqual([]);
  });

  it("never goes to a demo account", async () => {
    const demo = await signedUp({ isDemo: true });
    await expect(deliverTest(demo, { channel: "sms", settings: settings() })).rejects.toThrow("never texted");
  });
});
