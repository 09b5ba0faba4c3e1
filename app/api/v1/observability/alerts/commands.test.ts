import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { alerts, auditEvents, feedEvents } from "@/db/schema";
import { type TestHouse, testHouse } from "@/lib/server/access/test-house";
import { POST as acknowledge } from "./[id]/acknowledge/route";
import { POST as assign } from "./[id]/assign/route";
import { POST as comment } from "./[id]/comment/route";
import { POST as outcome } from "./[id]/outcome/route";
import { POST as resolve } from "./[id]/resolve/route";
import { GET as getOne } from "./[id]/route";
import { POST as snooze } from "./[id]/snooze/route";
import { POST as unacknowledge } from "./[id]/unacknowledge/route";
import { POST as unsnooze } from "./[id]/unsnooze/route";
import { POST as bulk } from "./bulk/route";

let house: TestHouse;
let token: string;
beforeAll(async () => {
  house = await testHouse();
});
beforeEach(async () => {
  await house.reset();
  token = await house.token({ scope: "write", role: "operator" });
});
afterAll(() => house.close());

type Row = Partial<typeof alerts.$inferInsert>;
const raise = (...rows: Row[]) =>
  house.db.insert(alerts).values(
    rows.map((row, index) => ({
      ruleName: "payment_outage",
      metric: "payment_failure_rate_1m",
      message: "Payments failing",
      severity: "critical",
      status: "triggered",
      fingerprint: `series ${index}`,
      triggeredAt: house.context().now(),
      ...row,
    })),
  );

interface Call {
  id?: string;
  body?: unknown;
  as?: string;
}

async function call(handler: typeof bulk, { id = "1", body = {}, as = token }: Call = {}) {
  const request = new Request("http://localhost:3000/api", {
    method: handler === getOne ? "GET" : "POST",
    headers: as === "" ? {} : { authorization: `Bearer ${as}` },
    body: handler === getOne ? undefined : JSON.stringify(body),
  });
  const response = await handler(request, { params: Promise.resolve({ id }) });
  const json = await response.json();
  return { status: response.status, data: json.data, error: json.error };
}

/** A body each takes, and one it does not with the field at fault. */
const COMMANDS = [
  ["acknowledge", acknowledge, { timeout_minutes: 60 }, { timeout_minutes: 0 }, "timeout_minutes"],
  ["unacknowledge", unacknowledge, { reason: "again" }, { reason: 5 }, "reason"],
  ["resolve", resolve, { outcome: "useful" }, { outcome: "fine" }, "outcome"],
  ["snooze", snooze, { minutes: 30 }, {}, "minutes"],
  ["unsnooze", unsnooze, {}, { version: "1" }, "version"],
  ["assign", assign, { account_id: "me" }, { account_id: 99 }, "account_id"],
  ["outcome", outcome, { outcome: "noise" }, { outcome: "good" }, "outcome"],
  ["comment", comment, { text: "called them" }, { text: "" }, "text"],
] as const;

describe.each(COMMANDS)("POST alerts/{id}/%s", (_name, handler, good, bad, field) => {
  it("refuses in the order 401, 403, 400, 404", async () => {
    await raise({});
    expect(await call(handler, { as: "", id: "x" })).toMatchObject({ status: 401 });
    expect(await call(handler, { as: await house.token({ role: "viewer" }), id: "x" })).toMatchObject({ status: 403 });
    expect(await call(handler, { as: await house.token({ scope: "read" }), id: "x" })).toMatchObject({ status: 403 });
    expect(await call(handler, { body: bad })).toMatchObject({ status: 400, error: { code: "invalid", field } });
    expect(await call(handler, { body: good, id: "x" })).toMatchObject({ status: 400, error: { field: "id" } });
    expect(await call(handler, { body: good, id: "99" })).toMatchObject({ status: 404, error: { code: "not-found" } });
  });
});

describe("each command with a version", () => {
  it.each(COMMANDS.filter(([name]) => name !== "comment"))(
    "%s answers 409 to an old one",
    async (_n, handler, good) => {
      await raise({ version: 4, status: "acknowledged" });
      expect(await call(handler, { body: { ...good, version: 3 } })).toMatchObject({
        status: 409,
        error: { code: "conflict", status: "acknowledged", version: 4 },
      });
    },
  );
});

describe("an acknowledgement", () => {
  it("may have a time-out, and is taken back by hand", async () => {
    await raise({});
    const { data } = await call(acknowledge, { body: { version: 1, timeout_minutes: 60 } });
    expect(data).toMatchObject({ status: "acknowledged", acknowledged_until: expect.any(String) });
    expect(Date.parse(data.acknowledged_until) - Date.parse(data.acknowledged_at)).toBe(3_600_000);
    expect((await call(unacknowledge, { body: { reason: "it failed again" } })).data).toMatchObject({
      status: "triggered",
      acknowledged_by: null,
      acknowledged_at: null,
      acknowledged_until: null,
      escalates_at: expect.any(String),
      version: 3,
    });
    expect(await call(unacknowledge)).toMatchObject({ status: 409, error: { status: "triggered", version: 3 } });
  });

  it("that was quicker is told with who", async () => {
    await raise({});
    await call(acknowledge, { body: { version: 1 } });
    const { error } = await call(acknowledge, { body: { version: 1 } });
    expect(error.message).toMatch(/^test \(token\) acknowledged it .*: the alert is acknowledged now, version 2\.$/);
  });
});

describe("a snooze", () => {
  it("is kept, told in the timeline, audited with before and after, and taken back", async () => {
    await raise({});
    const { data } = await call(snooze, { body: { minutes: 30, until_worse: true } });
    expect(data).toMatchObject({
      status: "triggered",
      snooze: { worse_than: "critical", by: "test (token)", until: expect.any(String) },
    });
    expect(data.mute).toMatchObject({ kind: "snooze", by: "a snooze by test (token)" });
    expect((await call(unsnooze, { body: { version: data.version } })).data).toMatchObject({
      snooze: null,
      mute: null,
      escalates_at: expect.any(String),
    });
    expect(await call(unsnooze)).toMatchObject({ status: 409 });
    const { timeline } = (await call(getOne)).data;
    expect(timeline.map(({ message }: { message: string }) => message)).toEqual([
      "Snoozed by test (token) for 30 min, or until it is worse than critical",
      expect.stringContaining("Hidden by a snooze by test (token)"),
      "Snooze taken back by test (token)",
      expect.stringContaining("It still burns, so people are told"),
    ]);
    const audits = (await house.db.select().from(auditEvents)).filter(({ action }) => action.endsWith("snoozed"));
    expect(audits.map(({ action }) => action)).toEqual(["alert/snoozed", "alert/unsnoozed"]);
    expect(audits[0]?.details).toMatchObject({
      before: { snooze: null },
      after: { snooze: { worseThan: "critical" } },
    });
    const told = (await house.db.select().from(feedEvents)).map(({ event, type }) => `${event} ${type}`);
    expect(told).toEqual(["snoozed", "muted", "unsnoozed", "unmuted"].map((type) => `alert:update alert/${type}`));
  });

  it("of an alert about the safety of players is forbidden, in a sentence", async () => {
    await raise({ class: "player_safety" });
    expect(await call(snooze, { body: { minutes: 30 } })).toMatchObject({
      status: 403,
      error: { code: "forbidden", message: expect.stringContaining("safety of players cannot be snoozed") },
    });
  });

  it("ends with the alert", async () => {
    await raise({});
    await call(snooze, { body: { minutes: 30 } });
    expect((await call(resolve)).data).toMatchObject({ status: "resolved", snooze: null });
    expect(await call(snooze, { body: { minutes: 30 } })).toMatchObject({ status: 409, error: { status: "resolved" } });
  });
});

describe("an assignment", () => {
  it("is to somebody who may act and sees the brand, and does not acknowledge", async () => {
    await raise({ brand: "aurora" });
    const mara = await house.account({ role: "operator", brands: ["aurora"] });
    const viewer = await house.account({ role: "viewer" });
    const elsewhere = await house.account({ role: "operator", brands: ["kingfisher"] });
    for (const [id, why] of [
      [viewer.id, "is viewer and may not act"],
      [elsewhere.id, "does not see the brand aurora"],
    ]) {
      expect(await call(assign, { body: { account_id: id } })).toMatchObject({
        status: 400,
        error: { field: "account_id", message: expect.stringContaining(String(why)) },
      });
    }
    expect((await call(assign, { body: { account_id: mara.id } })).data).toMatchObject({
      status: "triggered",
      assigned_to: { id: mara.id, name: mara.name },
    });
    expect(await call(assign, { body: { account_id: mara.id } })).toMatchObject({ status: 409 });
    expect((await call(assign, { body: { account_id: null } })).data.assigned_to).toBeNull();
    expect((await call(assign, { body: { account_id: "me" } })).data.assigned_to.name).toMatch(/^operator/);
  });
});

describe("an outcome and a comment", () => {
  it("may follow the end of an alert, and the outcome may be given with it", async () => {
    await raise({});
    expect((await call(resolve, { body: { notes: "back", outcome: "useful" } })).data).toMatchObject({
      outcome: "useful",
      resolution_notes: "back",
    });
    expect((await call(outcome, { body: { outcome: "noise", version: 2 } })).data).toMatchObject({ outcome: "noise" });
    expect((await call(comment, { body: { text: "it was the provider's own test" } })).data.version).toBe(3);
    expect((await call(getOne)).data.timeline.at(-1)).toMatchObject({
      kind: "comment",
      actor: "test (token)",
      message: "it was the provider's own test",
    });
  });
});

describe("POST alerts/bulk", () => {
  const many = (...ids: number[]) => ids.map((id) => ({ id }));

  it("gives one command to each, and says of each what became of it", async () => {
    await raise({}, { status: "resolved" }, { version: 3 });
    const body = {
      action: "acknowledge",
      alerts: [{ id: 1, version: 1 }, { id: 2 }, { id: 3, version: 2 }, { id: 9 }],
    };
    const { status, data } = await call(bulk, { body });
    expect(status).toBe(200);
    expect(data.results).toMatchObject([
      { id: 1, ok: true, alert: { status: "acknowledged", version: 2 } },
      { id: 2, ok: false, error: { code: "conflict", details: { status: "resolved" } } },
      { id: 3, ok: false, error: { code: "conflict", details: { status: "triggered", version: 3 } } },
      { id: 9, ok: false, error: { code: "not-found", message: "There is no alert 9." } },
    ]);
  });

  it.each([
    ["snooze", { minutes: 30 }, { snooze: { worse_than: null } }],
    ["assign", { account_id: "me" }, { assigned_to: { name: expect.stringMatching(/^operator/) } }],
    ["outcome", { outcome: "noise" }, { outcome: "noise" }],
    ["resolve", { notes: "over" }, { status: "resolved" }],
    ["unacknowledge", {}, { status: "triggered" }],
  ])("%s takes the action's own fields", async (action, fields, expected) => {
    await raise({ status: "acknowledged" });
    const { data } = await call(bulk, { body: { action, alerts: many(1), ...fields } });
    expect(data.results).toMatchObject([{ ok: true, alert: expected }]);
  });

  it("refuses in the order 401, 403, 400", async () => {
    const body = { action: "acknowledge", alerts: many(1) };
    expect(await call(bulk, { body, as: "" })).toMatchObject({ status: 401 });
    expect(await call(bulk, { body, as: await house.token({ role: "viewer" }) })).toMatchObject({ status: 403 });
    expect(await call(bulk, { body: { action: "acknowledge", alerts: [] } })).toMatchObject({
      status: 400,
      error: { field: "alerts" },
    });
    expect(await call(bulk, { body: { alerts: many(1) } })).toMatchObject({ status: 400, error: { field: "action" } });
    expect(await call(bulk, { body: { action: "snooze", alerts: many(1), minutes: "x" } })).toMatchObject({
      status: 400,
      error: { field: "minutes" },
    });
  });

  it("takes five hundred", async () => {
    await raise(...Array.from({ length: 500 }, () => ({})));
    const ids = Array.from({ length: 500 }, (_, index) => index + 1);
    const { data } = await call(bulk, { body: { action: "acknowledge", alerts: many(...ids) } });
    expect(data.results.filter(({ ok }: { ok: boolean }) => ok)).toHaveLength(500);
  }, 60_000);
});
