import { desc } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { auditEvents, messageTemplates } from "@/db/schema";
import { type TestHouse, testHouse } from "@/lib/server/access/test-house";
import { type MailServer, startMailServer } from "@/lib/server/scenarios/mail-server";
import { Scenario } from "@/lib/server/scenarios/scenario";
import { seedDefaultRules } from "@/lib/server/services/rules/seed-defaults";
import { DELETE, PUT } from "./[channel]/[part]/route";
import { POST } from "./preview/route";
import { GET } from "./route";

let house: TestHouse;
let mail: MailServer;
beforeAll(async () => {
  house = await testHouse();
  mail = await startMailServer();
});
beforeEach(async () => {
  await house.reset();
  mail.arrived.length = 0;
  await seedDefaultRules(house.context());
});
afterAll(async () => {
  await mail.close();
  await house.close();
});

interface Asked {
  path?: { channel: string; part: string };
  body?: unknown;
  scope?: "read" | "write" | "admin";
}
async function call(handler: typeof GET, method: string, { path, body, scope = "admin" }: Asked = {}) {
  const token = await house.token({ scope });
  const request = new Request("http://localhost:3000/api", {
    method,
    headers: { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const response = await handler(request, { params: Promise.resolve(path ?? {}) });
  return { code: response.status, ...(await response.json()) };
}
const SUBJECT = { channel: "email", part: "subject" };
const save = (body: string, more: object = {}, path = SUBJECT) => call(PUT, "PUT", { path, body: { body, ...more } });

const outage = () =>
  new Scenario({ database: house, mail, variables: { EMAIL_TO: "ops@x.test" } })
    .at("09:00")
    .samplesUntil("09:00:16", 50)
    .done();

describe("templates", () => {
  it("are the built-in words, with some to begin from, until an admin writes his own", async () => {
    const { data } = await call(GET, "GET");
    expect(data).toHaveLength(8);
    expect(data[0]).toMatchObject({ channel: "email", part: "subject", is_built_in: true, body: null, fault: null });
    expect(data.every(({ starting_point }: { starting_point: string }) => starting_point !== "")).toBe(true);
  });

  it("are in the next message, and audited with before and after", async () => {
    expect((await save("Look: {{ title }}")).data).toMatchObject({ is_built_in: false, body: "Look: {{ title }}" });
    const [last] = await house.db.select().from(auditEvents).orderBy(desc(auditEvents.id)).limit(1);
    expect(last).toMatchObject({
      action: "template/changed",
      subject: "template:email/subject",
      details: { before: null, after: "Look: {{ title }}" },
    });
    await outage();
    expect(mail.arrived.map(({ mail: { subject } }) => subject)).toEqual([expect.stringMatching(/^Look: /)]);
  });

  it("that break later are left out of the message and named on the page", async () => {
    await house.db.insert(messageTemplates).values([
      { channel: "email", part: "subject", body: "{{ gone }}", updatedBy: "ana", updatedAt: new Date(0) },
      { channel: "email", part: "text", body: "Own words: {{ title }}", updatedBy: "ana", updatedAt: new Date(0) },
    ]);
    await outage();
    expect(mail.arrived[0]?.mail.subject).toMatch(/^\[CRITICAL\]/);
    expect(mail.arrived[0]?.mail.text).toMatch(/^Own words: /);
    const { data } = await call(GET, "GET");
    expect(data[0].fault).toEqual({ line: 1, reason: expect.stringContaining("no variable gone") });
    expect(data[1].fault).toBeNull();
  });

  it.each([
    ["{% if title %}\n{{ nothing }}{% endif %}", /^body: line 2: there is no variable nothing/, 2],
    ["{% if value == nil %}{% else %}x{% endif %}", /^body: nothing is left/, null],
    ["", /^body: it is empty/, null],
  ])("are refused with line and reason: %j", async (body, message, line) => {
    const refused = await save(body);
    expect(refused).toMatchObject({
      code: 400,
      error: { field: "body", line, message: expect.stringMatching(message) },
    });
    expect(await house.db.select().from(messageTemplates)).toEqual([]);
  });

  it("are not overwritten by somebody who read an older version", async () => {
    const first = await save("One {{ title }}", { updated_at: null });
    expect(first.code).toBe(200);
    const refused = await save("Two {{ title }}", { updated_at: null });
    expect(refused).toMatchObject({ code: 409, error: { present: { body: "One {{ title }}" } } });
    expect((await save("Two {{ title }}", { updated_at: first.data.updated_at })).code).toBe(200);
  });

  it("are the built-in words again after a reset", async () => {
    await save("One {{ title }}");
    expect((await call(DELETE, "DELETE", { path: SUBJECT })).data).toMatchObject({ is_built_in: true });
    expect(await house.db.select().from(messageTemplates)).toEqual([]);
  });

  it("there are none for what a machine reads, nor for parts a channel has not", async () => {
    expect(await save("x", {}, { channel: "webhook", part: "body" })).toMatchObject({
      code: 400,
      error: { field: "channel" },
    });
    expect(await save("x", {}, { channel: "sms", part: "title" })).toMatchObject({
      code: 404,
      error: { field: "part" },
    });
  });

  it("are read and changed by admins only", async () => {
    expect((await call(PUT, "PUT", { path: SUBJECT, body: { body: "x" }, scope: "write" })).code).toBe(403);
    const token = await house.token({ role: "operator", scope: "read" });
    const request = new Request("http://localhost:3000/api", { headers: { authorization: `Bearer ${token}` } });
    expect((await GET(request, { params: Promise.resolve({}) })).status).toBe(403);
  });
});

describe("a preview", () => {
  it("shows the words in a real alert's message, and keeps nothing", async () => {
    await outage();
    const body = { channel: "push", part: "title", body: "!! {{ title }}" };
    const { data } = await call(POST, "POST", { body });
    expect(data).toMatchObject({
      fault: null,
      alert: { id: 1, kind: "real" },
      push: { title: expect.stringMatching(/^!! /) },
    });
    expect(await house.db.select().from(messageTemplates)).toEqual([]);
  });

  it("without any alert is of one a rule would raise", async () => {
    const { data } = await call(POST, "POST", { body: { channel: "sms", part: "text", body: "{{ rule }}" } });
    expect(data).toMatchObject({ alert: { id: null, kind: "imagined" }, sms: { text: "payment_outage" } });
  });

  it("of words that break shows the built-in ones, and why", async () => {
    const { data } = await call(POST, "POST", { body: { channel: "slack", part: "title", body: "{{ nope }}" } });
    expect(data.fault).toMatchObject({ line: 1, reason: expect.stringContaining("no variable nope") });
    expect(data.slack.attachments[0].title).toContain("CRITICAL");
  });

  it("of an alert there is not is refused", async () => {
    const body = { channel: "sms", part: "text", body: "{{ rule }}", alert_id: 99 };
    expect(await call(POST, "POST", { body })).toMatchObject({ code: 404, error: { field: "alert_id" } });
  });
});
