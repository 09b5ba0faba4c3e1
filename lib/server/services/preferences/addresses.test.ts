import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { listPeople } from "@/db/queries/notifications";
import { accounts, auditEvents, contactAddresses, notices } from "@/db/schema";
import { type TestDatabase, testDatabase } from "@/db/test-database";
import { addMs, MINUTE_MS } from "@/lib/kernel/time";
import { addressBy } from "@/lib/notifications/candidates";
import { NewAddress } from "@/lib/preferences/address-body";
import { parseEnv } from "@/lib/server/env";
import { addAddress } from "./add-address";
import { readAddresses } from "./list-addresses";
import { removeAddress } from "./remove-address";
import { savePreferences } from "./save";
import { resendCode } from "./send-code";
import { verifyAddress } from "./verify-address";

const READY = parseEnv({
  SMTP_HOST: "127.0.0.1",
  TWILIO_ACCOUNT_SID: "AC1",
  TWILIO_AUTH_TOKEN: "secret",
  TWILIO_FROM: "+15550100",
});
const START = new Date("2026-11-20T09:00:00Z");
const MAIL = { kind: "email", value: "mara@home.example" } as const;

let database: TestDatabase;
let now = START;

beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  await database.reset();
  now = START;
});
afterAll(() => database.close());

async function signedUp({ isDemo = false, email = "mara@x.test" } = {}) {
  const [row] = await database.db.insert(accounts).values({ email, name: "Mara", role: "admin", isDemo }).returning();
  const id = row?.id ?? 0;
  return database.context({ now: () => now, actor: { kind: "account", id, name: "Mara", email, role: "admin" } });
}

async function lastCode(): Promise<string> {
  const rows = await database.db.select().from(notices).orderBy(notices.id);
  return rows.at(-1)?.content.title.slice(0, 6) ?? "";
}

const wrongOf = (code: string) => (code === "000000" ? "000001" : "000000");

describe("an address", () => {
  it("gets a code of six digits, and is used once that was entered and it is chosen", async () => {
    const mara = await signedUp();
    const added = await addAddress(mara, MAIL, READY);
    expect(added).toMatchObject({ ...MAIL, verified_at: null, code: { tries_left: 5 }, no_code_because: null });
    const [notice] = await database.db.select().from(notices);
    expect(notice).toMatchObject({ kind: "code", channel: "email", address: MAIL.value, recipient: "account:1" });
    expect(notice?.expiresAt).toEqual(addMs(START, 15 * MINUTE_MS));
    expect(notice?.content.title).toMatch(/^\d{6} is your Pitboss code$/);
    await savePreferences(mara, { email: MAIL.value });
    const mailbox = async () => (await listPeople(database.db)).map((person) => addressBy("email", person));
    expect(await mailbox()).toEqual(["mara@x.test"]);
    expect(await verifyAddress(mara, { id: added.id, code: await lastCode() })).toMatchObject({
      is_chosen: true,
      verified_at: START.toISOString(),
      code: null,
    });
    expect(await mailbox()).toEqual([MAIL.value]);
  });

  it("is one in its own script and as punycode, and is shown in its own script", async () => {
    const mara = await signedUp();
    const forms = ["ана@ПРИМЕР.рф", "ана@xn--e1afmkfd.xn--p1ai"].map((value) =>
      NewAddress.parse({ kind: "email", value }),
    );
    expect(forms[0]).toEqual(forms[1]);
    expect(await addAddress(mara, forms[0] ?? MAIL, READY)).toMatchObject({
      value: "ана@xn--e1afmkfd.xn--p1ai",
      shown_as: "ана@пример.рф",
    });
    await expect(addAddress(mara, forms[1] ?? MAIL, READY)).rejects.toMatchObject({ code: "conflict" });
  });

  it("keeps the code as a hash only, and the audit log has neither code nor the whole address", async () => {
    const mara = await signedUp();
    const { id } = await addAddress(mara, MAIL, READY);
    const code = await lastCode();
    await verifyAddress(mara, { id, code: wrongOf(code) }).catch(() => undefined);
    const [row] = await database.db.select().from(contactAddresses);
    expect(row?.codeHash).toMatch(/^[0-9a-f]{64}$/);
    await verifyAddress(mara, { id, code });
    await savePreferences(mara, { email: MAIL.value, phone: "+46701234188" });
    const events = await database.db.select().from(auditEvents).orderBy(auditEvents.id);
    const log = JSON.stringify(events);
    for (const secret of [code, MAIL.value, "+46701234188"]) expect(log).not.toContain(secret);
    expect(events.map(({ action }) => action)).toEqual([
      "address/added",
      "address/code-sent",
      "address/code-refused",
      "address/verified",
      "address/added",
      "preferences/saved",
    ]);
  });

  it("takes five tries, then wants another code, which comes once a minute", async () => {
    const mara = await signedUp();
    const { id } = await addAddress(mara, MAIL, READY);
    const first = await lastCode();
    for (const left of [4, 3, 2, 1, 0])
      await expect(verifyAddress(mara, { id, code: wrongOf(first) })).rejects.toMatchObject({
        code: "invalid",
        details: { triesLeft: left },
      });
    await expect(verifyAddress(mara, { id, code: first })).rejects.toMatchObject({ code: "conflict" });
    await expect(resendCode(mara, { id }, READY)).rejects.toMatchObject({ code: "limited" });
    now = addMs(START, MINUTE_MS);
    expect((await resendCode(mara, { id }, READY)).code?.tries_left).toBe(5);
    await verifyAddress(mara, { id, code: await lastCode() });
    await expect(resendCode(mara, { id }, READY)).rejects.toMatchObject({ code: "conflict" });
  });

  it("wants a new code after fifteen minutes, and the old one counts no more", async () => {
    const mara = await signedUp();
    const { id } = await addAddress(mara, MAIL, READY);
    const code = await lastCode();
    now = addMs(START, 15 * MINUTE_MS);
    expect((await readAddresses(mara))[0]?.code).toBeNull();
    await expect(verifyAddress(mara, { id, code })).rejects.toThrow("older than 15 minutes");
  });

  it("is one of five of its kind, and never the account's own mailbox or one that is there", async () => {
    const mara = await signedUp();
    await expect(addAddress(mara, { kind: "email", value: "mara@x.test" }, READY)).rejects.toThrow("needs no code");
    for (const n of [1, 2, 3, 4, 5]) await addAddress(mara, { kind: "phone", value: `+3562123456${n}` }, READY);
    const sixth = { kind: "phone", value: "+35621234560" } as const;
    await expect(addAddress(mara, sixth, READY)).rejects.toMatchObject({ code: "invalid", field: "value" });
    await expect(savePreferences(mara, { phone: sixth.value })).rejects.toMatchObject({ field: "phone" });
    await addAddress(mara, MAIL, READY);
    await expect(addAddress(mara, MAIL, READY)).rejects.toMatchObject({ code: "conflict" });
  });

  it("is not flooded by adding and removing it: ten codes an hour are the most", async () => {
    const mara = await signedUp();
    for (let n = 0; n < 10; n += 1) await removeAddress(mara, await addAddress(mara, MAIL, READY));
    await expect(addAddress(mara, MAIL, READY)).rejects.toMatchObject({ code: "limited" });
    now = addMs(START, 61 * MINUTE_MS);
    await expect(addAddress(mara, MAIL, READY)).resolves.toMatchObject(MAIL);
  });

  it("that is removed is no longer named by the preferences", async () => {
    const mara = await signedUp();
    await savePreferences(mara, { phone: "+46701234188" });
    const [phone] = await readAddresses(mara);
    expect(phone).toMatchObject({ kind: "phone", is_chosen: true, verified_at: null });
    await removeAddress(mara, { id: phone?.id ?? 0 });
    expect(await savePreferences(mara, {})).toMatchObject({ phone: null });
    await expect(removeAddress(mara, { id: phone?.id ?? 0 })).rejects.toMatchObject({ code: "not-found" });
  });

  it("is its owner's alone", async () => {
    const { id } = await addAddress(await signedUp(), MAIL, READY);
    const ben = await signedUp({ email: "ben@x.test" });
    expect(await readAddresses(ben)).toEqual([]);
    const code = await lastCode();
    for (const call of [
      () => verifyAddress(ben, { id, code }),
      () => resendCode(ben, { id }, READY),
      () => removeAddress(ben, { id }),
    ])
      await expect(call()).rejects.toMatchObject({ code: "not-found" });
  });

  it.each([
    [true, READY, "Demo accounts are never mailed or texted, so no code can be sent."],
    [false, parseEnv({}), "No code can be sent: email is not configured: set SMTP_HOST or RESEND_API_KEY."],
  ])("says why it gets no code (demo: %o)", async (isDemo, settings, why) => {
    const mara = await signedUp({ isDemo });
    const added = await addAddress(mara, MAIL, settings);
    expect(added).toMatchObject({ code: null, no_code_because: why });
    await expect(resendCode(mara, { id: added.id }, settings)).rejects.toMatchObject({ code: "unavailable" });
    expect(await database.db.select().from(notices)).toEqual([]);
  });
});
