import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { findAlert } from "@/db/queries/alerts";
import { countWrongCodes } from "@/db/queries/reply-codes";
import { accounts, alerts, replyCodes } from "@/db/schema";
import { addMs, DAY_MS, MINUTE_MS } from "@/lib/kernel/time";
import { type TestHouse, testHouse } from "@/lib/server/access/test-house";
import { parseEnv } from "@/lib/server/env";
import { signTwilio } from "@/lib/server/http/twilio-signature";
import { acknowledgeByReply } from "@/lib/server/services/contacts/acknowledge-by-reply";
import { answerReply } from "@/lib/server/services/contacts/answer-reply";
import { giveReplyCode } from "@/lib/server/services/contacts/reply-code";
import { POST } from "./route";

const START = new Date("2026-11-20T09:00:00Z");
const PHONE = "+35621234567";
const URL = "http://localhost:3000/api/twilio/reply";
const TOKEN = "t0ken";

let house: TestHouse;
let now = START;
let fingerprints = 0;
beforeAll(async () => {
  house = await testHouse();
});
beforeEach(async () => {
  await house.reset();
  now = START;
  await house.account({ email: "mara@x.test", brands: ["aurora"] });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await house.close();
});

const at = () => house.context({ now: () => now });

async function anAlert(brand = "aurora"): Promise<number> {
  fingerprints += 1;
  const values = {
    ruleName: "payment_outage",
    metric: "payment_failure_rate_1m",
    severity: "critical",
    level: "critical",
    status: "triggered",
    message: "Payments failing",
    details: { title: "Payments failing at nordpay" },
    fingerprint: `f-${fingerprints}`,
    triggeredAt: START,
    brand,
  };
  const [row] = await house.db.insert(alerts).values(values).returning({ id: alerts.id });
  return row?.id ?? 0;
}

const codeOf = (alertId: number, phone = PHONE) =>
  giveReplyCode(at(), { phone, alertId, accountId: 1, expiresAt: addMs(now, DAY_MS) });
const reply = (body: string, from = PHONE) => acknowledgeByReply(at(), { from, body });
const other = (code: string) => (code === "1234" ? "4321" : "1234");

/** As Twilio posts it; `host` is what a proxy calls us. */
function posted(fields: Record<string, string>, { signature, host = URL }: { signature?: string; host?: string } = {}) {
  const form = new URLSearchParams(fields);
  const signed = signature ?? signTwilio({ url: URL, form, authToken: TOKEN });
  return new Request(host, {
    method: "POST",
    headers: { "x-twilio-signature": signed, "content-type": "application/x-www-form-urlencoded" },
    body: form.toString(),
  });
}

describe("a reply by text message", () => {
  it("is answered in TwiML when Twilio signed it, whatever a proxy in between calls us", async () => {
    const code = await codeOf(await anAlert());
    const settings = parseEnv({ TWILIO_AUTH_TOKEN: TOKEN });
    const request = posted({ From: PHONE, Body: `${code}\n` }, { host: "http://10.0.0.7:8080/api/twilio/reply" });
    const response = await answerReply(at(), request, settings);
    expect(response.headers.get("content-type")).toContain("text/xml");
    expect(await response.text()).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><Response><Message>You have it: Payments failing at nordpay. Nobody else is told of it by escalation.</Message></Response>',
    );
    expect(await findAlert(house.db, at().scope, 1)).toMatchObject({
      status: "acknowledged",
      acknowledgedBy: "admin 1",
    });
  });

  it("is refused without Twilio's signature, and where Twilio is not set up", async () => {
    const code = await codeOf(await anAlert());
    const settings = parseEnv({ TWILIO_AUTH_TOKEN: TOKEN });
    const forged = answerReply(at(), posted({ From: PHONE, Body: code }, { signature: "forged" }), settings);
    await expect(forged).rejects.toMatchObject({ code: "unauthenticated" });
    expect((await POST(posted({ From: PHONE, Body: code }))).status).toBe(503);
    expect(await findAlert(house.db, at().scope, 1)).toMatchObject({ status: "triggered" });
  });

  it.each(["", "yes", "12345", "ok 123"])("without four digits says what to answer: %j", async (body) => {
    expect(await reply(body)).toMatch(/^Answer with the four digits/);
  });

  it("says who has it, that it is over, or that it is none of theirs any more", async () => {
    const code = await codeOf(await anAlert());
    await house.db.update(alerts).set({ status: "acknowledged", acknowledgedBy: "Erik", acknowledgedAt: START });
    expect(await reply(code)).toBe("Erik has it already, since 09:00 UTC: Payments failing at nordpay.");
    await house.db.update(alerts).set({ status: "resolved" });
    expect(await reply(code)).toBe("It is over: Payments failing at nordpay is resolved.");
    await house.db.update(accounts).set({ brands: ["nova"] });
    expect(await reply(code)).toMatch(/no longer see/);
    await house.db.update(accounts).set({ disabledAt: START });
    expect(await reply(code)).toBe("Your account is switched off: ask an admin.");
  });

  it("counts for a day", async () => {
    const code = await codeOf(await anAlert());
    now = addMs(START, DAY_MS);
    expect(await reply(code)).toMatch(/over a day old/);
  });

  it("with five wrong codes in a quarter of an hour has to wait, and nobody else has", async () => {
    const code = await codeOf(await anAlert());
    for (let tried = 0; tried < 5; tried += 1) expect(await reply(other(code))).toMatch(/^Nothing waits/);
    expect(await reply(code)).toMatch(/^Too many codes/);
    expect(await reply(other(code), "+35699111222")).toMatch(/^Nothing waits/);
    now = addMs(START, 15 * MINUTE_MS);
    expect(await reply(code)).toMatch(/^You have it/);
  });
});

describe("a reply that holds more than its code", () => {
  const quoting = (code: string) =>
    `Liked “CRITICAL: Port 5432 refuses connections, since 09:00 UTC. Reply ${code} to acknowledge”`;

  it("acknowledges what a phone's reaction quotes, though another number stands first", async () => {
    const code = await codeOf(await anAlert());
    expect(await reply(quoting(code))).toMatch(/^You have it/);
    expect(await countWrongCodes(house.db, PHONE, START)).toBe(0);
  });

  it("counts no wrong guess where a waiting code is in the text, and one for a text without", async () => {
    const code = await codeOf(await anAlert());
    for (let tried = 0; tried < 6; tried += 1) expect(await reply(`${other(code)} ${code}`)).not.toMatch(/^Too many/);
    expect(await countWrongCodes(house.db, PHONE, addMs(START, -1))).toBe(0);
    await reply("1111 2222 3333".replace(code, "4444"));
    expect(await countWrongCodes(house.db, PHONE, addMs(START, -1))).toBe(1);
  });

  it("acknowledges each of several codes somebody wrote", async () => {
    const codes = [await codeOf(await anAlert("aurora")), await codeOf(await anAlert("aurora"))];
    expect((await reply(codes.join(" and "))).match(/You have it:/g)).toHaveLength(2);
  });

  it("does nothing when a reaction is taken back", async () => {
    const code = await codeOf(await anAlert());
    expect(await reply(quoting(code).replace("Liked", "Removed a like from"))).toMatch(/^Nothing was changed/);
    expect(await findAlert(house.db, at().scope, 1)).toMatchObject({ status: "triggered" });
  });

  it("is no way to try out codes in bulk", async () => {
    await codeOf(await anAlert());
    const all = Array.from({ length: 9_000 }, (_, index) => 1_000 + index).join(" ");
    expect(await reply(all)).toMatch(/^Too many numbers/);
    expect(await countWrongCodes(house.db, PHONE, addMs(START, -1))).toBe(1);
  });
});

describe("the code of a text message", () => {
  it("is of one alert of its number while it counts, and prolonged by another message", async () => {
    const first = await anAlert();
    const code = await codeOf(first);
    now = addMs(START, DAY_MS - MINUTE_MS);
    expect(await codeOf(first)).toBe(code);
    const codes = new Set<string>();
    for (let id = 1; id <= 60; id += 1) codes.add(await codeOf(id));
    expect(codes.size).toBe(60);
    expect(await house.db.select().from(replyCodes)).toHaveLength(60);
  });

  it("is forgotten with its number a week after it expired", async () => {
    await codeOf(1);
    now = addMs(START, 9 * DAY_MS);
    await codeOf(2, "+35699111222");
    expect(await house.db.select().from(replyCodes)).toMatchObject([{ phone: "+35699111222" }]);
  });

  it("is found where only one is left, and free again once it expired", async () => {
    const taken = Array.from({ length: 9_000 }, (_, index) => ({
      phone: PHONE,
      code: String(1_000 + index),
      alertId: 1_000 + index,
      accountId: 1,
      expiresAt: addMs(START, index % 10 === 0 ? 0 : DAY_MS),
    }));
    for (let from = 0; from < taken.length; from += 3_000)
      await house.db.insert(replyCodes).values(taken.slice(from, from + 3_000));
    const code = await codeOf(1);
    expect(Number(code) % 10).toBe(0);
    expect(await house.db.select().from(replyCodes)).toHaveLength(9_000);
  });
});
