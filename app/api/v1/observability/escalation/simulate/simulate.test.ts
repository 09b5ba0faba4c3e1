import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { accounts, alertRules, alerts, escalationPolicies, notifications } from "@/db/schema";
import { type TestHouse, testHouse } from "@/lib/server/access/test-house";
import { seedDefaultRules } from "@/lib/server/services/rules/seed-defaults";
import { POST } from "./route";

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
beforeEach(async () => {
  await house.reset();
  await seedDefaultRules(house.context());
});
afterAll(() => house.close());

async function simulate(body: object, secret?: string) {
  const headers = { authorization: `Bearer ${secret ?? (await house.token())}` };
  const url = "http://localhost:3000/api/v1/observability/escalation/simulate";
  const request = new Request(url, { method: "POST", headers, body: JSON.stringify(body) });
  const response = await POST(request, { params: Promise.resolve({}) });
  return { status: response.status, json: await response.json() };
}

const SUNDAY = { at: "2026-11-22T03:10", time_zone: "Europe/Malta" };
const outage = { metric: "payment_failure_rate_1m", severity: "critical", labels: { brand: "aurora" } };

describe("a simulation by API", () => {
  it("answers moment by moment, by the clock of the zone, and leaves nothing behind", async () => {
    const { status, json } = await simulate({ ...SUNDAY, alert: outage });
    expect(status).toBe(200);
    expect(json.data).toMatchObject({ at: "2026-11-22T02:10:00.000Z", policy: { id: null, name: "Default" } });
    expect(
      json.data.moments.map((one: { kind: string; after_seconds: number }) => [one.kind, one.after_seconds]),
    ).toEqual([
      ["raised", 0],
      ["stepped", 1800],
      ["over", 1800],
    ]);
    const [raised] = json.data.moments;
    expect(raised.decided.find((one: { channel: string }) => one.channel === "log")).toMatchObject({
      decision: "send",
    });
    expect(await house.db.$count(alerts)).toBe(0);
    expect(await house.db.$count(notifications)).toBe(0);
  });

  it("goes by a rule, and by the policy that its alert meets", async () => {
    const admin = await house.account({ role: "admin" });
    const step = {
      targets: [{ kind: "person" as const, accountId: admin.id }],
      raisesSeverity: false,
      businessHours: null,
    };
    await house.db.insert(escalationPolicies).values({
      name: "Payments",
      severities: ["critical"],
      steps: [
        { ...step, afterMs: 0 },
        { ...step, afterMs: 480_000 },
      ],
      position: 1,
    });
    const rule_id = await ruleNamed("payment_outage");
    const { json } = await simulate({ ...SUNDAY, rule_id, acknowledged_after_minutes: 5, by: "Mara" });
    expect(json.data.policy).toMatchObject({ name: "Payments", steps: [{ after_seconds: 0 }, { after_seconds: 480 }] });
    expect(json.data.moments[1]).toMatchObject({ kind: "acknowledged", words: "Mara acknowledges it" });
    expect(json.data.moments.at(-1).kind).toBe("over");
  });

  it("warns of a step that reaches nobody", async () => {
    await house.db.update(accounts).set({ disabledAt: new Date() });
    const { json } = await simulate({ ...SUNDAY, alert: outage });
    expect(json.data.warnings).toContainEqual({
      kind: "nobody reached",
      words: "Nobody is reached by any step: it is only written to the log.",
    });
  });

  it.each([
    [{ ...SUNDAY }, "alert"],
    [{ ...SUNDAY, alert: outage, rule_id: 1 }, "alert"],
    [{ ...SUNDAY, alert: { ...outage, severity: "grave" } }, "alert.severity"],
    [{ ...SUNDAY, alert: { ...outage, colour: "red" } }, "alert"],
    [{ at: "Sunday", alert: outage }, "at"],
    [{ at: "2026-13-40T03:10", alert: outage }, "at"],
    [{ ...SUNDAY, time_zone: "Malta", alert: outage }, "time_zone"],
    [{ ...SUNDAY, alert: outage, acknowledged_after_minutes: -1 }, "acknowledged_after_minutes"],
  ])("refuses %o and names the field", async (body, field) => {
    const { status, json } = await simulate(body);
    expect([status, json.error.field]).toEqual([400, field]);
  });

  it("refuses a rule that is not there, and a brand that the caller does not see", async () => {
    expect((await simulate({ ...SUNDAY, rule_id: 999 })).json.error).toMatchObject({ field: "rule_id" });
    const secret = await house.token({ role: "admin", brands: ["kingfisher"] });
    expect((await simulate({ ...SUNDAY, alert: outage }, secret)).status).toBe(403);
  });
});

async function ruleNamed(name: string): Promise<number | undefined> {
  const [rule] = await house.db.select().from(alertRules).where(eq(alertRules.ruleName, name));
  return rule?.id;
}
