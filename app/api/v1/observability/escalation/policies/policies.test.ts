import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DELETE, PUT, GET as readOne } from "@/app/api/v1/observability/escalation/policies/[id]/route";
import { PUT as order } from "@/app/api/v1/observability/escalation/policies/positions/route";
import { GET, POST } from "@/app/api/v1/observability/escalation/policies/route";
import { accounts, auditEvents, rotations } from "@/db/schema";
import { type TestHouse, testHouse } from "@/lib/server/access/test-house";

let house: TestHouse;
let mara: number;
let rotationId: number;

beforeAll(async () => {
  house = await testHouse();
});
beforeEach(async () => {
  await house.reset();
  const person = { email: "mara@x.test", name: "Mara Lindqvist", role: "admin", passwordHash: "-" };
  const [account] = await house.db.insert(accounts).values(person).returning();
  mara = account?.id ?? 0;
  const layer = { name: "First", turnHours: 24, startsOn: "2020-01-06", handOffAt: "08:00", hours: null };
  const rotation = { name: "Payments", zone: "Europe/Malta", layers: [{ ...layer, people: [mara] }] };
  const [made] = await house.db.insert(rotations).values(rotation).returning();
  rotationId = made?.id ?? 0;
});
afterAll(() => house.close());

type Handler = (request: Request, route: { params: Promise<unknown> }) => Promise<Response>;
interface Asked {
  token: string;
  method?: string;
  body?: unknown;
  id?: number;
  query?: string;
}

async function ask(handler: Handler, { token, method = "POST", body, id, query = "" }: Asked) {
  const request = new Request(`http://localhost:3000/api/v1/observability/escalation/policies${query}`, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: method === "GET" ? undefined : JSON.stringify(body ?? {}),
  });
  const answer = await handler(request, { params: Promise.resolve(id === undefined ? {} : { id: String(id) }) });
  return { status: answer.status, json: await answer.json() };
}

const payments = (changes: Record<string, unknown> = {}) => ({
  name: "Payments",
  matchers: [{ label: "subsystem", operator: "=", value: "payments" }],
  severities: ["critical", "emergency"],
  steps: [
    { after_minutes: 0, targets: [{ kind: "rotation", rotation_id: rotationId, layer: "First" }] },
    { after_minutes: 8, targets: [{ kind: "person", account_id: mara }], raises_severity: true },
  ],
  repeats: 1,
  repeat_after_minutes: 30,
  ...changes,
});

const step = (after: number, changes: Record<string, unknown> = {}) => ({
  after_minutes: after,
  targets: [{ kind: "everyone" }],
  ...changes,
});

describe("escalation policies by API", () => {
  it("are made, read with their words, sent back as they were read, changed and deleted, each audited", async () => {
    const token = await house.token();
    const made = await ask(POST, { token, body: payments() });
    expect(made).toMatchObject({
      status: 201,
      json: {
        data: {
          name: "Payments",
          version: 1,
          position: 1,
          is_active: true,
          is_default: false,
          acknowledgement_timeout_minutes: null,
          words: {
            summary: "2 steps, repeats once",
            applies: "Critical and emergency alerts with subsystem = payments",
            steps: ["At once who is on call for Payments (First)", "After 8 min Mara Lindqvist, one severity up"],
          },
          findings: [],
        },
      },
    });
    const { id } = made.json.data;
    const read = await ask(readOne, { token, method: "GET", id });
    const back = await ask(PUT, { token, method: "PUT", id, body: read.json.data });
    expect(back.json.data).toMatchObject({ steps: read.json.data.steps, version: 2 });
    const changed = await ask(PUT, {
      token,
      method: "PUT",
      id,
      body: payments({ acknowledgement_timeout_minutes: 60, version: 2 }),
    });
    expect(changed.json.data.words.timeout).toBe("Triggered again 1 h after an acknowledgement, unless resolved");
    const late = await ask(PUT, { token, method: "PUT", id, body: payments({ version: 1 }) });
    expect(late).toMatchObject({
      status: 409,
      json: { error: { field: "version", version: 3, present: { acknowledgement_timeout_minutes: 60 } } },
    });
    expect((await ask(DELETE, { token, method: "DELETE", id, query: "?version=1" })).status).toBe(409);
    expect(await ask(DELETE, { token, method: "DELETE", id, query: "?version=3" })).toMatchObject({
      json: { data: { id, name: "Payments" } },
    });
    expect((await ask(readOne, { token, method: "GET", id })).status).toBe(404);
    const audited = (await house.db.select().from(auditEvents)).filter(({ action }) => action.startsWith("escalation"));
    expect(audited.map(({ action }) => action)).toEqual([
      "escalation_policy/created",
      "escalation_policy/changed",
      "escalation_policy/changed",
      "escalation_policy/deleted",
    ]);
    expect(audited[2]?.details).toMatchObject({
      before: { acknowledgement_timeout_minutes: null },
      after: { acknowledgement_timeout_minutes: 60 },
    });
  });

  it("list the built-in one last, which nobody can change", async () => {
    const token = await house.token();
    await ask(POST, { token, body: payments() });
    const { json } = await ask(GET, { token, method: "GET" });
    expect(json.data.map((one: { name: string; is_default: boolean }) => [one.name, one.is_default])).toEqual([
      ["Payments", false],
      ["Default", true],
    ]);
    expect(json.data[1]).toMatchObject({
      id: null,
      position: null,
      words: {
        summary: "30 min, then one severity up",
        applies: "Critical alerts",
        steps: ["After 30 min everyone whom its severity is routed to, one severity up"],
      },
    });
  });

  it("are asked in an order that an admin decides, and say when another hides them", async () => {
    const token = await house.token();
    const first = (await ask(POST, { token, body: payments() })).json.data.id;
    const all = { name: "All", steps: [step(5)], position: 1 };
    const second = (await ask(POST, { token, body: all })).json.data.id;
    const listed = await ask(GET, { token, method: "GET" });
    expect(listed.json.data[1].findings).toEqual([
      { step: null, words: "All is asked before it and matches all of its alerts, so it is never used: move it up" },
    ]);
    const moved = await ask(order, { token, method: "PUT", body: { ids: [first, second] } });
    expect(moved.json.data.map(({ id, position }: { id: number; position: number }) => [id, position])).toEqual([
      [first, 1],
      [second, 2],
      [null, null],
    ]);
    expect(moved.json.data[0].findings).toEqual([]);
    const short = await ask(order, { token, method: "PUT", body: { ids: [first] } });
    expect(short).toMatchObject({ status: 400, json: { error: { field: "ids" } } });
  });

  it.each<[Record<string, unknown>, string, string]>([
    [{ steps: [step(8), step(8)] }, "steps.1.after_minutes", "must be later than step 1 (8 min), such as 13"],
    [{ steps: [step(0, { raises_severity: true })] }, "steps.0.raises_severity", "cannot raise"],
    [{ steps: [] }, "steps", "expected 1 to 20 steps"],
    [{ steps: [step(0, { targets: [] })] }, "steps.0.targets", "expected 1 to 20 targets"],
    [{ steps: [step(0, { targets: [{ kind: "boss" }] })] }, "steps.0.targets.0.kind", "expected one of person"],
    [
      { steps: [step(0, { targets: [{ kind: "everyone" }, { kind: "role", role: "admin" }] })] },
      "steps.0.targets",
      "everyone stands alone",
    ],
    [
      { steps: [step(0, { targets: [{ kind: "person", account_id: 999 }] })] },
      "steps.0.targets.0.account_id",
      "there is no account 999",
    ],
    [
      { steps: [step(0, { targets: [{ kind: "rotation", rotation_id: 999 }] })] },
      "steps.0.targets.0.rotation_id",
      "there is no rotation 999",
    ],
    [{ repeats: 1, repeat_after_minutes: 8 }, "repeat_after_minutes", "must be later than the last step (8 min)"],
    [{ acknowledgement_timeout_minutes: 0 }, "acknowledgement_timeout_minutes", "expected at least 1 minute"],
    [{ severities: [] }, "severities", "expected at least one severity"],
    [{ name: " " }, "name", "expected a name"],
    [
      { steps: [step(0, { business_hours: { time_zone: "Malta", days: ["mon"], from: "08:00", to: "18:00" } })] },
      "steps.0.business_hours.time_zone",
      "such as Europe/Malta",
    ],
  ])("refuse %o by field", async (changes, field, message) => {
    const refused = await ask(POST, { token: await house.token(), body: payments(changes) });
    expect(refused.status).toBe(400);
    expect(refused.json.error.field).toBe(field);
    expect(refused.json.error.message).toContain(message);
  });

  it("refuse a layer that a rotation has not, and name those it has", async () => {
    const targets = [{ kind: "rotation", rotation_id: rotationId, layer: "Third" }];
    const refused = await ask(POST, { token: await house.token(), body: payments({ steps: [step(0, { targets })] }) });
    expect(refused.json.error).toMatchObject({
      field: "steps.0.targets.0.layer",
      message: "steps.0.targets.0.layer: Payments has no layer Third: expected one of First",
    });
  });

  it("refuse a name that is taken, and whoever is no admin", async () => {
    const token = await house.token();
    await ask(POST, { token, body: payments() });
    expect(await ask(POST, { token, body: payments() })).toMatchObject({
      status: 409,
      json: { error: { field: "name" } },
    });
    const operator = await house.token({ role: "operator" });
    expect((await ask(POST, { token: operator, body: payments() })).status).toBe(403);
    expect((await ask(GET, { token: operator, method: "GET" })).status).toBe(200);
  });
});
