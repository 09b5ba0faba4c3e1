import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accounts, notices } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { addMs, MINUTE_MS } from "@/lib/kernel/time";
import { type Env, parseEnv } from "@/lib/server/env";
import { deliverNotices } from "@/lib/server/services/notifications/deliver-notices";
import { addAddress } from "@/lib/server/services/preferences/add-address";
import { verifyAddress } from "@/lib/server/services/preferences/verify-address";
import { type MailServer, startMailServer } from "./mail-server";

const START = new Date("2026-11-20T09:00:00Z");
const MAIL = { kind: "email", value: "mara@home.example" } as const;

let database: TestDatabase;
let mail: MailServer;
let settings: Env;

beforeAll(async () => {
  database = await testDatabase();
  mail = await startMailServer();
  settings = parseEnv({ SMTP_HOST: "127.0.0.1", SMTP_PORT: String(mail.port), EMAIL_FROM: "pitboss@x.test" });
});
beforeEach(async () => {
  await database.reset();
  mail.arrived.length = 0;
  mail.answer = { kind: "take" };
});
afterAll(async () => {
  await mail.close();
  await database.close();
});

/** Mara, whose code is delivered `afterMs` after she asked for it. */
async function asked(afterMs: number) {
  const email = "mara@x.test";
  await database.db.insert(accounts).values({ email, name: "Mara", role: "admin" });
  const at = (ms: number) =>
    database.context({ now: addMs(START, ms), actor: { kind: "account", id: 1, name: "Mara", email, role: "admin" } });
  const { id } = await addAddress(at(0), MAIL, settings);
  await deliverNotices(at(afterMs), { channel: "email", settings });
  return { id, mara: at(afterMs) };
}

describe("the code of a new address", () => {
  it("arrives at that address and nowhere else, and verifies it", async () => {
    const { id, mara } = await asked(1_000);
    expect(mail.arrived.map(({ to }) => to)).toEqual([MAIL.value]);
    const [{ mail: arrived } = { mail: null }] = mail.arrived;
    expect(arrived?.text).toContain("Enter it on the page Preferences within 15 minutes");
    const code = /\b\d{6}\b/.exec(arrived?.subject ?? "")?.[0] ?? "";
    await expect(verifyAddress(mara, { id, code })).resolves.toMatchObject({ verified_at: mara.now().toISOString() });
  });

  it("is not sent once it no longer counts", async () => {
    await asked(15 * MINUTE_MS);
    expect(mail.arrived).toEqual([]);
    const [notice] = await database.db.select().from(notices);
    expect(notice?.status).toBe("failed");
  });
});
